/*
 * Makes a pseudo-terminal pass for a serial port to programs on libserialport (sigrok-cli), which refuse one:
 *  - they look for /sys/class/tty/NAME and read it as a link,
 *  - they ask for modem lines, which a pseudo-terminal does not have,
 *  - they set seven bits and parity, which the kernel does not keep there, and glibc then reports EINVAL.
 * What the program asked for is written to the file OHMSTEAD_SHIM_LOG, so that a test can tell what it expects of a
 * line: "line 19200 7 even 1", "dtr 1", "rts 0". For tests only: gcc -shared -fPIC -O2 -o shim.so pty-shim.c -ldl
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

static int modem_lines = TIOCM_DTR | TIOCM_RTS;

static void note(const char *format, ...)
{
	const char *path = getenv("OHMSTEAD_SHIM_LOG");
	FILE *file = path ? fopen(path, "a") : NULL;
	if (!file)
		return;
	va_list values;
	va_start(values, format);
	vfprintf(file, format, values);
	va_end(values);
	fclose(file);
}

static int is_pty_in_sysfs(const char *path)
{
	return path && strncmp(path, "/sys/class/tty/pts/", 19) == 0;
}

static int is_pty(int fd)
{
	char name[64];
	return ttyname_r(fd, name, sizeof(name)) == 0 && strncmp(name, "/dev/pts/", 9) == 0;
}

static int link_status(struct stat *status)
{
	memset(status, 0, sizeof(*status));
	status->st_mode = S_IFLNK | 0777;
	return 0;
}

int lstat(const char *path, struct stat *status)
{
	static int (*real)(const char *, struct stat *);
	if (is_pty_in_sysfs(path))
		return link_status(status);
	if (!real)
		real = (int (*)(const char *, struct stat *))dlsym(RTLD_NEXT, "lstat");
	return real(path, status);
}

/* Older C libraries call this for lstat. */
int __lxstat(int version, const char *path, struct stat *status)
{
	static int (*real)(int, const char *, struct stat *);
	if (is_pty_in_sysfs(path))
		return link_status(status);
	if (!real)
		real = (int (*)(int, const char *, struct stat *))dlsym(RTLD_NEXT, "__lxstat");
	return real(version, path, status);
}

static ssize_t link_target(char *target, size_t size)
{
	static const char somewhere[] = "../../devices/virtual/tty/pty";
	size_t length = sizeof(somewhere) - 1 < size ? sizeof(somewhere) - 1 : size;
	memcpy(target, somewhere, length);
	return (ssize_t)length;
}

ssize_t readlink(const char *path, char *target, size_t size)
{
	static ssize_t (*real)(const char *, char *, size_t);
	if (is_pty_in_sysfs(path))
		return link_target(target, size);
	if (!real)
		real = (ssize_t (*)(const char *, char *, size_t))dlsym(RTLD_NEXT, "readlink");
	return real(path, target, size);
}

ssize_t __readlink_chk(const char *path, char *target, size_t size, size_t room)
{
	(void)room;
	return readlink(path, target, size);
}

static int modem_request(unsigned long request, int *lines)
{
	if (request == TIOCMGET)
		*lines = modem_lines;
	else if (request == TIOCMSET)
		modem_lines = *lines;
	else if (request == TIOCMBIS)
		modem_lines |= *lines;
	else
		modem_lines &= ~*lines;
	if (request == TIOCMGET)
		return 0;
	note("dtr %d\n", (modem_lines & TIOCM_DTR) != 0);
	note("rts %d\n", (modem_lines & TIOCM_RTS) != 0);
	return 0;
}

int ioctl(int fd, unsigned long request, ...)
{
	static int (*real)(int, unsigned long, ...);
	va_list values;
	va_start(values, request);
	void *argument = va_arg(values, void *);
	va_end(values);
	if (!real)
		real = (int (*)(int, unsigned long, ...))dlsym(RTLD_NEXT, "ioctl");
	if (request == TIOCMGET || request == TIOCMSET || request == TIOCMBIS || request == TIOCMBIC)
		if (is_pty(fd))
			return modem_request(request, argument);
	return real(fd, request, argument);
}

static long baud_of(speed_t speed)
{
	static const struct { speed_t code; long baud; } known[] = {
		{ B600, 600 }, { B1200, 1200 }, { B2400, 2400 }, { B4800, 4800 }, { B9600, 9600 }, { B19200, 19200 },
		{ B38400, 38400 }, { B57600, 57600 }, { B115200, 115200 }, { B230400, 230400 },
	};
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (known[i].code == speed)
			return known[i].baud;
	return 0;
}

int tcsetattr(int fd, int actions, const struct termios *asked)
{
	static int (*real)(int, int, const struct termios *);
	if (!real)
		real = (int (*)(int, int, const struct termios *))dlsym(RTLD_NEXT, "tcsetattr");
	if (!is_pty(fd))
		return real(fd, actions, asked);
	tcflag_t flags = asked->c_cflag;
	const char *parity = !(flags & PARENB) ? "none" : flags & PARODD ? "odd" : "even";
	note("line %ld %d %s %d\n", baud_of(cfgetospeed(asked)), (flags & CSIZE) == CS7 ? 7 : 8, parity,
		flags & CSTOPB ? 2 : 1);
	struct termios plain = *asked;
	plain.c_cflag = (flags & ~(tcflag_t)(CSIZE | PARENB | PARODD | CSTOPB)) | CS8;
	plain.c_iflag &= ~(tcflag_t)(INPCK | ISTRIP);
	return real(fd, actions, &plain);
}
