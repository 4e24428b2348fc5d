/** However long the microphone takes: the desk does not wait longer for the audio of a call, ms. */
export const describedWithin = 300;
