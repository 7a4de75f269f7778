/** Where "hide screen" leads without script, and where leaving in a hurry is posted to. */
export const HIDDEN = '/hidden'
export const EXIT = '/exit'
