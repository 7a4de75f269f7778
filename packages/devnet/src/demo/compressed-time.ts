/**
 * Settings of a network in which a quarter of an hour is over in a second and a half: alarms climb
 * and waits end while somebody watches.
 */
export const compressedTime = { NODE_TIME_COMPRESSION: '600' }
