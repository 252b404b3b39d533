package capacity

// objectsPerSecond is the rate of new objects that a bucket takes at first. With
// names that begin with a hash, as ours do, it grows with the load within hours.
// https://cloud.google.com/storage/docs/request-rate
const objectsPerSecond = 1000
