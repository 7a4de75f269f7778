/** Addresses of the window: words that could stand in anybody's history. */
export const ENTER = '/'
export const PAGE = '/page'
export const STAY = '/stay'
export const CLOSE = '/close'
export const EXIT = '/exit'
export const LANGUAGE = '/language'
