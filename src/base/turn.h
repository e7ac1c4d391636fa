#ifndef BASE_TURN_H
#define BASE_TURN_H
/*
 * One build at a time: a lock in a folder that is the build's own.
 *
 * While another process has it, that is said once on the standard error, and waited for.  It goes
 * with its process, however that ends.  Workers that are forked hold it as well, until the last of
 * them is gone: none can still write when the next build begins.
 */
#define TURN_LOCK "lock"	/* the file's name */

/*
 * 0 and *lock, which the caller closes, or an errno: EWOULDBLOCK when another has it after so many
 * seconds (0: it is waited for without end).  *holder is that other process, or 0.
 */
int turn_take(int folder, unsigned seconds, int *lock, long *holder);

#endif
