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
#include <fcntl.h>
#include <glob.h>
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
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

/* What programs and their libraries need to be able to run, as patterns; what is not there is left out. */
static const char *const installed[] = {
	"/usr", "/opt", "/bin", "/sbin", "/lib*", "/etc/ld.so.cache", "/etc/fonts", "/etc/alternatives",
	"/etc/python3*", "/etc/mime.types", "/etc/localtime", "/var/cache/fontconfig", "/dev/null", "/dev/urandom",
};

static bool
allow_installed(int rules, const char *path, uint64_t known)
{
	int fd = open(path, O_PATH | O_CLOEXEC);
	struct stat st;

	if (fd < 0)
		return true;
	uint64_t rights = rights_to_read | LANDLOCK_ACCESS_FS_EXECUTE;

	if (fstat(fd, &st) == 0 && !S_ISDIR(st.st_mode))
		rights = LANDLOCK_ACCESS_FS_READ_FILE | (S_ISCHR(st.st_mode) ? LANDLOCK_ACCESS_FS_WRITE_FILE : 0);
	bool done = allow_below(rules, fd, rights & known);

	close(fd);
	return done;
}

/*
 * A program of a prefix of its own, /home/me/.venv/bin/x, has its parts there; but of /home/me/bin/x
 * that is no reason to read all of a home.
 */
static bool
allow_prefix(int rules, const char *program, uint64_t known)
{
	static const char *const parts[] = { ".", "../lib", "../lib64", "../pyvenv.cfg",
		"../libexec", "../version", "../versions" /* of pyenv */ };
	char folder[PATH_MAX], part[PATH_MAX + sizeof "/../pyvenv.cfg"];
	bool done = true;

	if (!realpath(program, folder))
		return true;
	*strrchr(folder, '/') = '\0';
	for (size_t i = 0; done && folder[0] && i < ROWS(parts); i++) {
		snprintf(part, sizeof part, "%s/%s", folder, parts[i]);
		done = allow_installed(rules, part, known);
	}
	return done;
}

static bool
allow_program(int rules, const char *program, uint64_t known)
{
	bool done = allow_prefix(rules, program, known);

	for (size_t i = 0; done && i < ROWS(installed); i++) {
		glob_t found;

		if (glob(installed[i], GLOB_NOSORT, NULL, &found) != 0)
			continue;
		for (size_t k = 0; done && k < found.gl_pathc; k++)
			done = allow_installed(rules, found.gl_pathv[k], known);
		globfree(&found);
	}
	return done;
}

static bool
bound_files(int readable, int writable, const char *program)
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
		&& (!program || allow_program(rules, program, known))
		&& syscall(SYS_landlock_restrict_self, rules, 0) == 0;

	close(rules);
	return done;
}

#ifdef OUR_ARCHITECTURE

/* What makes processes: a program may, a parser does not.  Numbers of one architecture stand under its name. */
static const int refused_parsers[] = {
#ifdef __x86_64__
	SYS_fork, SYS_vfork,
#endif
	SYS_clone, SYS_execve, SYS_execveat,
};

/* Calls that neither makes. */
static const int refused[] = {
#ifdef __x86_64__
	SYS_chmod, SYS_chown, SYS_lchown,
#endif
	/* other processes */
	SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_pidfd_getfd,
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

struct filter {
	struct sock_filter code[8 + 2 * (ROWS(refused) + ROWS(refused_parsers)) + 1];
	unsigned short     len;
};

/* Two instructions for each call. */
static void
refuse(struct filter *f, const int *calls, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		f->code[f->len++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
			(uint32_t)calls[i], 0, 1);
		f->code[f->len++] = (struct sock_filter)FAIL_WITH(EPERM);
	}
}

static bool
bound_calls(bool parser)
{
	struct filter f = { .len = 8, .code = {
		LOAD(arch),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OUR_ARCHITECTURE, 1, 0),
		FAIL_WITH(EPERM),
		LOAD(nr),
		/* as on an older kernel: the caller then tries what that one had */
		BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, FIRST_UNKNOWN, 0, 1),
		FAIL_WITH(ENOSYS),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 0, 1),
		FAIL_WITH(ENOSYS),
	} };

	refuse(&f, refused, ROWS(refused));
	if (parser)
		refuse(&f, refused_parsers, ROWS(refused_parsers));
	f.code[f.len++] = (struct sock_filter)ANSWER(SECCOMP_RET_ALLOW);
	const struct sock_fprog program = { .len = f.len, .filter = f.code };

	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

#else

static bool
bound_calls(bool parser)
{
	(void)parser;
	return false;
}

#endif

static enum sandbox_state
enter(int readable, int writable, const char *program)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return SANDBOX_NONE;
	bool files = bound_files(readable, writable, program);
	bool calls = bound_calls(!program);

	/* Landlock alone is not reported as more than nothing: the network would be open */
	if (!calls)
		return SANDBOX_NONE;
	return files ? SANDBOX_WHOLE : SANDBOX_NO_LANDLOCK;
}

enum sandbox_state
sandbox_enter(int readable, int writable)
{
	return enter(readable, writable, NULL);
}

enum sandbox_state
sandbox_enter_program(const char *program, int readable, int writable)
{
	return enter(readable, writable, program);
}
