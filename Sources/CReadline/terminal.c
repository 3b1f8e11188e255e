/* SPDX-License-Identifier: GPL-3.0-or-later */
/* memfd_create */
#define _GNU_SOURCE
#include "CReadline.h"

#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

static struct termios saved;
static volatile sig_atomic_t is_saved;
static volatile sig_atomic_t knows_paste;

bool creadline_save_terminal(bool knows_escapes) {
  /* Bytes between the members are compared too. */
  memset(&saved, 0, sizeof saved);
  knows_paste = knows_escapes;
  is_saved = tcgetattr(0, &saved) == 0;
  return is_saved;
}

static void restore(int action) {
  /* Bracketed paste off, for the program that reads the terminal next. */
  static const char paste_off[] = "\033[?2004l";
  struct pollfd terminal = {.fd = 1, .events = POLLOUT};
  if (!is_saved) return;
  struct termios now;
  memset(&now, 0, sizeof now);
  if (tcgetattr(0, &now) == 0 && memcmp(&now, &saved, sizeof now) == 0) return;
  if (knows_paste && (action == TCSADRAIN || poll(&terminal, 1, 0) > 0) &&
      write(1, paste_off, sizeof paste_off - 1) < 0) { /* Nobody is there to see it. */ }
  tcsetattr(0, action, &saved);
}

void creadline_restore_terminal(void) { restore(TCSADRAIN); }

void creadline_restore_terminal_now(void) { restore(TCSANOW); }

static void crashed(int number) {
  creadline_restore_terminal();
  /* The handler is gone already: the signal does what it does to any program. */
  raise(number);
}

void creadline_restore_on_crash(void) {
  static const int crashes[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS};
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = crashed;
  action.sa_flags = (int)SA_RESETHAND;
  sigemptyset(&action.sa_mask);
  for (size_t place = 0; place < sizeof crashes / sizeof crashes[0]; place++)
    sigaction(crashes[place], &action, NULL);
}

int creadline_memory_file(void) { return memfd_create("text", MFD_CLOEXEC); }
