/** Pages that stand at the foot of every page and are open to everybody. */
export const ACCESSIBILITY = '/accessibility'
export const PRIVACY = '/privacy'

export const PUBLIC_LINKS = [
  { text: 'frame.accessibility', href: ACCESSIBILITY },
  { text: 'frame.privacy', href: PRIVACY },
]
