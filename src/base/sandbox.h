#ifndef BASE_SANDBOX_H
#define BASE_SANDBOX_H
/*
 * What a worker that parses may still do: read below some folders, write below one.
 *
 * Landlock for files, seccomp for system calls (no socket, exec, fork, ptrace, io_uring, bpf, mount).  It can't be undone.
 * SAFETY.md, "Sandbox".
 */
#include <stdbool.h>

enum sandbox_state { SANDBOX_WHOLE, SANDBOX_NO_LANDLOCK, SANDBOX_NONE };

/* Enter it: readable and writable are open folders, or -1 for none. */
enum sandbox_state sandbox_enter(int readable, int writable);

/*
 * Enter one for a program of the system, just before it is executed: it may read and execute what
 * is installed (/usr, /opt, its own folder and the libraries beside it), read fonts and their caches
 * and below readable, and write below writable (-1: nothing more); it has no socket.
 */
enum sandbox_state sandbox_enter_program(const char *program, int readable, int writable);

#endif
