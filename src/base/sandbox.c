/*
 * Giving up what a parser does not need, for the rest of the process.
 *
 * Landlock bounds the files, a seccomp filter the system calls.  A refused call fails with
 * EPERM and does not kill: a library that asks for something in passing goes on without it.
 * Kernels of before 6.2 do not see truncate, chmod and their like
 * through Landlock, so that the filter refuses those that take a path.
 */
#include "base/sandbox.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

/* newer than the headers that we build with */
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif
#ifndef LANDLOCK_ACCESS_FS_IOCTL_DEV
#define LANDLOCK_ACCESS_FS_IOCTL_DEV (1ULL << 15)
#endif

#if defined(__x86_64__)
#define OUR_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__) && !defined(__AARCH64EB__)
#define OUR_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

/* Each version of the kernel's interface knows the rights up to its own. */
static const uint64_t rights_known[] = {
	0,
	(LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1,
	(LANDLOCK_ACCESS_FS_REFER << 1) - 1,
	(LANDLOCK_ACCESS_FS_TRUNCATE << 1) - 1,
	(LANDLOCK_ACCESS_FS_TRUNCATE << 1) - 1,
	(LANDLOCK_ACCESS_FS_IOCTL_DEV << 1) - 1,
};

static const uint64_t rights_to_read = LANDLOCK_ACCESS_FS_READ_FILE
	| LANDLOCK_ACCESS_FS_READ_DIR;

static const uint64_t rights_to_write = LANDLOCK_ACCESS_FS_READ_FILE
	| LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_WRITE_FILE
	| LANDLOCK_ACCESS_FS_TRUNCATE | LANDLOCK_ACCESS_FS_MAKE_REG
	| LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE
	| LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REFER;

static bool
allow_below(int rules, int folder, uint64_t rights)
{
	const struct landlock_path_beneath_attr rule = {
		.allowed_access = rights,
		.parent_fd = folder,
	};

	return folder < 0 || syscall(SYS_landlock_add_rule, rules,
		LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
}

static bool
bound_files(int readable, int writable)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
		LANDLOCK_CREATE_RULESET_VERSION);

	if (version < 1)
		return false;
	if (version >= (long)ROWS(rights_known))
		version = (long)ROWS(rights_known) - 1;
	uint64_t known = rights_known[version];
	const struct landlock_ruleset_attr all = { .handled_access_fs = known };
	int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof(all), 0);

	if (rules < 0)
		return false;
	bool done = allow_below(rules, readable, rights_to_read & known)
		&& allow_below(rules, writable, rights_to_write & known)
		&& syscall(SYS_landlock_restrict_self, rules, 0) == 0;

	close(rules);
	return done;
}

#ifdef OUR_ARCHITECTURE

/* Calls that no parser makes.  Numbers that only one architecture has stand under its name. */
static const int refused[] = {
#ifdef __x86_64__
	SYS_fork, SYS_vfork, SYS_chmod, SYS_chown, SYS_lchown,
#endif
	/* other processes */
	SYS_clone, SYS_execve, SYS_execveat, SYS_ptrace, SYS_process_vm_readv,
	SYS_process_vm_writev, SYS_pidfd_getfd,
	/* the network */
	SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen,
	/* ways around this filter, and parts of the kernel with many doors */
	SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register, SYS_bpf,
	SYS_perf_event_open, SYS_userfaultfd, SYS_keyctl, SYS_add_key, SYS_request_key,
	SYS_kexec_load, SYS_init_module, SYS_finit_module, SYS_delete_module,
	/* the shape of the file tree */
	SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_unshare, SYS_setns,
	SYS_open_tree, SYS_move_mount, SYS_fsopen, SYS_fsmount, SYS_fspick,
	SYS_open_by_handle_at,
	/* files by path, where Landlock does not look */
	SYS_truncate, SYS_fchmodat, SYS_fchownat, SYS_setxattr, SYS_lsetxattr,
	SYS_removexattr, SYS_lremovexattr,
};

#define LOAD(field) \
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define ANSWER(action)   BPF_STMT(BPF_RET | BPF_K, (action))
#define FAIL_WITH(error) ANSWER(SECCOMP_RET_ERRNO | (error))
#define FIRST_UNKNOWN    450u	/* later than the list above; x86-64's second set as well */

/* The filter: two instructions for each refused call, and a few around them. */
static bool
bound_calls(void)
{
	static const struct sock_filter head[] = {
		LOAD(arch),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OUR_ARCHITECTURE, 1, 0),
		FAIL_WITH(EPERM),
		LOAD(nr),
		/* as on an older kernel: the caller then tries what that one had */
		BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, FIRST_UNKNOWN, 0, 1),
		FAIL_WITH(ENOSYS),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 0, 1),
		FAIL_WITH(ENOSYS),
	};
	struct sock_filter code[ROWS(head) + 2 * ROWS(refused) + 1];
	unsigned short len = 0;

	for (size_t i = 0; i < ROWS(head); i++)
		code[len++] = head[i];
	for (size_t i = 0; i < ROWS(refused); i++) {
		code[len++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
			(uint32_t)refused[i], 0, 1);
		code[len++] = (struct sock_filter)FAIL_WITH(EPERM);
	}
	code[len++] = (struct sock_filter)ANSWER(SECCOMP_RET_ALLOW);
	const struct sock_fprog program = { .len = len, .filter = code };

	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

#else

static bool
bound_calls(void)
{
	return false;
}

#endif

enum sandbox_state
sandbox_enter(int readable, int writable)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return SANDBOX_NONE;
	bool files = bound_files(readable, writable);
	bool calls = bound_calls();

	/* Landlock alone is not reported as more than nothing: the network would be open */
	if (!calls)
		return SANDBOX_NONE;
	return files ? SANDBOX_WHOLE : SANDBOX_NO_LANDLOCK;
}
