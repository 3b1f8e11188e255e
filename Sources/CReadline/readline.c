/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "CReadline.h"

#if !__has_include(<readline/readline.h>)
#error "GNU readline is missing: `make deps` installs it, or apt-get install libreadline-dev"
#else

/* For wcwidth. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include <langinfo.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <readline/readline.h>
#include <readline/history.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

/* libedit has headers of the same name and lacks half of what is used here. */
#if !defined(RL_READLINE_VERSION) || RL_READLINE_VERSION < 0x0801
#error "GNU readline 8.1 or later is needed, not libedit: apt-get install libreadline-dev"
#endif

static creadline_callbacks calls;
static bool is_active;
static char *word_breaks;

static int next_byte(FILE *stream) {
  (void)stream;
  return calls.read_byte();
}

static int input_is_there(void) { return calls.has_input(); }

static void take_line(char *line) {
  /* The terminal is as it was already; no prompt follows before the program wants one. */
  rl_callback_handler_remove();
  is_active = false;
  calls.line(line);
  free(line);
}

static char **complete_word(const char *text, int start, int end) {
  /* File names are completed only where the program says so. */
  rl_attempted_completion_over = 1;
  rl_completion_append_character = '\0';
  rl_completion_suppress_append = 0;
  return calls.complete ? calls.complete(text, start, end) : NULL;
}

/* Whether the terminal is asked to put pasted text in brackets. readline does not ask for it: where it waits for one more
 * character (Ctrl-V, Ctrl-]) it would take an ESC for the beginning of a bracket, and read it twice (8.2). */
static bool wants_brackets;

/* How the terminal was set where readline's own settings are not enough. */
static struct termios usual;
static bool is_prepared;

/* As readline sets the terminal, but every byte but Ctrl-C and Ctrl-Z is a key: Ctrl-S searches forward, and nothing that
 * is pasted holds the output or ends the program. That comes first: readline writes to the terminal, which may be held by
 * a Ctrl-S that came before, with Ctrl-C and Ctrl-Q behind more than the kernel keeps. */
static void prepare_terminal(int meta) {
  struct termios now;
  if (!is_prepared && tcgetattr(fileno(rl_instream), &usual) == 0) {
    now = usual;
    now.c_iflag &= ~(tcflag_t)IXON;
    now.c_cc[VQUIT] = _POSIX_VDISABLE;
    is_prepared = tcsetattr(fileno(rl_instream), TCSANOW, &now) == 0;
  }
  rl_prep_terminal(meta);
  if (!wants_brackets) return;
  fputs("\033[?2004h", rl_outstream);
  fflush(rl_outstream);
}

static void restore_terminal(void) {
  struct termios now;
  if (wants_brackets) fputs("\033[?2004l\r", rl_outstream);
  rl_deprep_terminal();
  fflush(rl_outstream);
  if (!is_prepared || tcgetattr(fileno(rl_instream), &now) != 0) return;
  is_prepared = false;
  now.c_iflag |= usual.c_iflag & IXON;
  now.c_cc[VQUIT] = usual.c_cc[VQUIT];
  tcsetattr(fileno(rl_instream), TCSANOW, &now);
}

/* readline would read the pasted text at once, and nobody else anything until its end. */
static int begin_paste(int count, int key) {
  (void)count;
  (void)key;
  calls.begin_paste();
  return 0;
}

static void list_words(char **words, int count, int longest) {
  (void)words;
  (void)count;
  (void)longest;
  int rows = 24, columns = 80;
  rl_get_screen_size(&rows, &columns);
  rl_crlf();
  fflush(rl_outstream);
  calls.list(columns, rows);
  rl_forced_update_display();
}

/* Asks how large the terminal is. In a column or two readline 8.2 divides by nothing. */
static void take_size(void) {
  int rows = 0, columns = 0;
  rl_reset_screen_size();
  rl_get_screen_size(&rows, &columns);
  if (columns < 3) rl_set_screen_size(rows, 3);
}

static int ding(int count, int key) {
  (void)count;
  (void)key;
  return rl_ding();
}

/* For a key that means nothing readline jumps back to where it began to read, which may be a call that has returned when
 * the key was put back or comes from a macro (8.2): so each means something. */
static void give_meaning(Keymap map) {
  for (int key = 0; key < KEYMAP_SIZE - 1; key++) {
    if (map[key].type == ISKMAP) {
      give_meaning((Keymap)map[key].function);
    } else if (map[key].type == ISFUNC && map[key].function == NULL) {
      map[key].function = ding;
    }
  }
}

void creadline_start(const char *name, creadline_callbacks callbacks) {
  calls = callbacks;
  /* Letters of more than one byte are letters. */
  if (setlocale(LC_CTYPE, "") == NULL || strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
  rl_readline_name = name;
  rl_catch_signals = 0;
  rl_catch_sigwinch = 0;
  rl_prep_term_function = prepare_terminal;
  rl_deprep_term_function = restore_terminal;
  rl_getc_function = next_byte;
  rl_input_available_hook = input_is_there;
  rl_attempted_completion_function = complete_word;
  rl_completion_display_matches_hook = list_words;
  /* They come in their order. */
  rl_sort_completion_matches = 0;
  /* Before inputrc is read, which may say otherwise. */
  rl_bind_keyseq("\033[A", rl_history_search_backward);
  rl_bind_keyseq("\033[B", rl_history_search_forward);
  rl_bind_keyseq("\033OA", rl_history_search_backward);
  rl_bind_keyseq("\033OB", rl_history_search_forward);
  /* In the middle of a word what already stands behind the cursor is not put in again. */
  rl_variable_bind("skip-completed-text", "on");
  using_history();
  rl_initialize();
  take_size();
  /* Whatever inputrc says: a terminal that knows no sequences would show them. */
  const char *terminal = getenv("TERM");
  if (terminal == NULL || strcmp(terminal, "dumb") == 0) rl_variable_bind("enable-bracketed-paste", "off");
  rl_bind_keyseq_in_map("\033[200~", begin_paste, emacs_standard_keymap);
  rl_bind_keyseq_in_map("\033[200~", begin_paste, vi_insertion_keymap);
  rl_bind_keyseq_in_map("\033[200~", begin_paste, vi_movement_keymap);
  const char *brackets = rl_variable_value("enable-bracketed-paste");
  wants_brackets = brackets != NULL && strcmp(brackets, "on") == 0;
  rl_variable_bind("enable-bracketed-paste", "off");
  give_meaning(emacs_standard_keymap);
  give_meaning(vi_insertion_keymap);
  give_meaning(vi_movement_keymap);
}

void creadline_begin(const char *prompt) {
  is_active = true;
  rl_callback_handler_install(prompt, take_line);
}

void creadline_end(void) {
  if (!is_active) return;
  is_active = false;
  rl_callback_handler_remove();
}

void creadline_feed(void) {
  if (is_active) rl_callback_read_char();
}

bool creadline_is_active(void) { return is_active; }

bool creadline_is_busy(void) {
  return RL_ISSTATE(RL_STATE_ISEARCH | RL_STATE_NSEARCH | RL_STATE_COMPLETING | RL_STATE_MOREINPUT |
                    RL_STATE_NUMERICARG | RL_STATE_MULTIKEY | RL_STATE_VIMOTION | RL_STATE_CHARSEARCH) != 0;
}

bool creadline_is_within_key(void) { return RL_ISSTATE(RL_STATE_MULTIKEY) != 0; }

bool creadline_is_searching(void) { return RL_ISSTATE(RL_STATE_ISEARCH) != 0; }

int creadline_search_end(int byte) {
  if (!RL_ISSTATE(RL_STATE_ISEARCH) || byte == '\033' || byte < 0 || byte >= 0x80) return -1;
  if (rl_get_keymap()[byte].type != ISKMAP) return -1;
  /* Ctrl-J ends a search and keeps what was found, unless the user gave it another meaning. */
  return rl_variable_value("isearch-terminators") == NULL ? '\n' : '\a';
}

void creadline_hide(void) {
  if (!is_active) return;
  rl_clear_visible_line();
  fflush(rl_outstream);
}

void creadline_show(void) {
  if (!is_active) return;
  rl_on_new_line();
  rl_forced_update_display();
}

void creadline_abandon(const char *mark) {
  if (!is_active) return;
  rl_callback_sigcleanup();
  rl_free_line_state();
  rl_point = rl_end;
  rl_redisplay();
  fputs(mark, rl_outstream);
  rl_crlf();
  fflush(rl_outstream);
  rl_replace_line("", 1);
  rl_point = rl_end = rl_mark = 0;
  is_active = false;
  rl_callback_handler_remove();
}

/* In which row behind the first a text ends that is written over so many columns. */
static int last_row(const char *text, size_t length, int columns, int *column) {
  int row = 0;
  mbstate_t state;
  memset(&state, 0, sizeof state);
  for (size_t place = 0; place < length;) {
    wchar_t letter;
    size_t size = mbrtowc(&letter, text + place, length - place, &state);
    if (size == 0 || size > length - place) return row;
    place += size;
    /* What readline puts around parts of a prompt that take no room. */
    if (letter == RL_PROMPT_START_IGNORE || letter == RL_PROMPT_END_IGNORE) continue;
    int width = letter == '\t' ? 8 - *column % 8 : wcwidth(letter) < 0 ? 2 : wcwidth(letter);
    if (letter == '\n' || *column + width > columns) {
      row++;
      *column = 0;
    }
    if (letter != '\n') *column += width;
  }
  return row;
}

/* Terminals break a line anew when they become wider or narrower, and take the cursor along; readline does not know how.
 * So the line is taken from the screen where it begins now, and written again. */
void creadline_resize(void) {
  int rows = 0, before = 0, columns = 0, column = 0;
  rl_get_screen_size(&rows, &before);
  take_size();
  if (!is_active) return;
  rl_get_screen_size(&rows, &columns);
  if (columns == before) return;
  if (columns < 4 || creadline_is_busy() || rl_display_prompt == NULL) {
    creadline_hide();
    creadline_show();
    return;
  }
  int above = last_row(rl_display_prompt, strlen(rl_display_prompt), columns, &column);
  above += last_row(rl_line_buffer, (size_t)rl_point, columns, &column);
  fputc('\r', rl_outstream);
  if (above > 0) fprintf(rl_outstream, "\033[%dA", above < rows ? above : rows);
  fputs("\033[J", rl_outstream);
  fflush(rl_outstream);
  rl_on_new_line();
  rl_forced_update_display();
}

void creadline_prompt(const char *prompt) {
  if (!is_active || creadline_is_busy() || strcmp(prompt, rl_prompt ? rl_prompt : "") == 0) return;
  rl_clear_visible_line();
  rl_set_prompt(prompt);
  rl_on_new_line();
  rl_forced_update_display();
}

void creadline_stop(void) {
  sigset_t stop, before;
  if (is_active) restore_terminal();
  /* The signal itself, not SIGSTOP: the kernel drops it where no shell is there to let the program go on. */
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  pthread_sigmask(SIG_UNBLOCK, &stop, &before);
  pthread_kill(pthread_self(), SIGTSTP);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  creadline_resume();
}

void creadline_resume(void) {
  if (!is_active) return;
  /* Whoever had the terminal meanwhile may have set it; this may be called twice. */
  restore_terminal();
  prepare_terminal(1);
  take_size();
  fputc('\r', rl_outstream);
  rl_on_new_line();
  rl_forced_update_display();
}

const char *creadline_text(void) { return rl_line_buffer ? rl_line_buffer : ""; }

int creadline_point(void) { return rl_point; }

void creadline_insert(const char *text) {
  rl_begin_undo_group();
  rl_insert_text(text);
  rl_end_undo_group();
  rl_redisplay();
}

void creadline_ding(void) { rl_ding(); }

void creadline_history_add(const char *text) { add_history(text); }

void creadline_history_limit(int count) { stifle_history(count); }

char **creadline_words(char *const *words, size_t count) {
  if (count == 0) return NULL;
  char **copy = calloc(count + 1, sizeof *copy);
  if (copy == NULL) return NULL;
  memcpy(copy, words, count * sizeof *copy);
  return copy;
}

bool creadline_is_on(const char *variable) {
  const char *value = rl_variable_value(variable);
  return value != NULL && strcmp(value, "on") == 0;
}

void creadline_append_byte(int byte) {
  rl_completion_append_character = byte;
  rl_completion_suppress_append = byte == 0;
}

void creadline_word_breaks(const char *bytes) {
  free(word_breaks);
  word_breaks = strdup(bytes);
  rl_completer_word_break_characters = word_breaks;
  rl_basic_word_break_characters = word_breaks;
}

#endif
