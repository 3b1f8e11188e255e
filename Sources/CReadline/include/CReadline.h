/* SPDX-License-Identifier: GPL-3.0-or-later
 * GNU readline's callback interface as a program in Swift can use it: no globals, no variadic functions, no macros.
 * Everything here belongs to one thread. */
#ifndef CREADLINE_H
#define CREADLINE_H

#include <stdbool.h>
#include <stddef.h>

/* What the editor asks of the program. */
typedef struct {
  /* The next byte of input; -1 at its end. Called only while there is input, or to wait for more of a key's bytes. */
  int (*read_byte)(void);
  /* Whether a byte is there, or comes within a moment. */
  int (*has_input)(void);
  /* A line was accepted; NULL at the end of input. The text belongs to the editor. */
  void (*line)(const char *text);
  /* Words that may stand in place of the bytes `start` to `end` of the line: an array made with creadline_words, or NULL.
   */
  char **(*complete)(const char *text, int start, int end);
  /* Writes the words that `complete` gave last to the terminal, below the line; the cursor stands on a line of its own. */
  void (*list)(int columns, int rows);
  /* A mark of pasted text came as a key: what is pasted follows. */
  void (*begin_paste)(void);
} creadline_callbacks;

/* Prepares the editor; before anything else. `name` is what inputrc asks for (`$if scan`). Bindings that are set here
 * give way to the user's own. */
void creadline_start(const char *name, creadline_callbacks callbacks);

/* Shows a prompt and takes keys from now on. */
void creadline_begin(const char *prompt);
/* Takes no more keys and gives the terminal back as it was. */
void creadline_end(void);
/* Handles the input that is there. */
void creadline_feed(void);
/* Whether the editor takes keys. */
bool creadline_is_active(void);
/* Whether it shows something of its own, a search or a list, that must not be written over. */
bool creadline_is_busy(void);
/* Whether it has the first bytes of a key, and waits for the others. */
bool creadline_is_within_key(void);
/* Whether what is typed is searched for in the history as it comes. */
bool creadline_is_searching(void);
/* The key that ends a search before a key of several bytes that begins with `byte`; -1 where none is needed. In readline
 * 8.2 a search that meets such a key, and nothing bound to it, crashes. */
int creadline_search_end(int byte);

/* Takes prompt and line off the screen, so that something can be written in their place. */
void creadline_hide(void);
/* Shows both again, on a line of their own. */
void creadline_show(void);
/* Gives the line up: what was typed stays on the screen with `mark` behind it. A prompt must be shown anew. */
void creadline_abandon(const char *mark);
/* The window has another size. */
void creadline_resize(void);
/* Shows another prompt before the line, where a line is typed. */
void creadline_prompt(const char *prompt);
/* Stops the program as Ctrl-Z does any other, with the terminal given back meanwhile. */
void creadline_stop(void);
/* Takes the terminal again, after the program was stopped by somebody else. */
void creadline_resume(void);

/* The text of the line, valid until the next call. */
const char *creadline_text(void);
/* Byte offset of the cursor. */
int creadline_point(void);
/* Puts text in at the cursor, as one step of undo. */
void creadline_insert(const char *text);
/* Rings or flashes, as the user set it. */
void creadline_ding(void);

/* History, oldest first. */
void creadline_history_add(const char *text);
void creadline_history_limit(int count);

/* Completion: an array of `count` words for the callback `complete`, which are the editor's from now on. */
char **creadline_words(char *const *words, size_t count);
/* Whether inputrc, or else the editor, has a variable on: completion-ignore-case. */
bool creadline_is_on(const char *variable);
/* The byte that goes behind a word that was completed; 0 for none. To be set in every callback. */
void creadline_append_byte(int byte);
/* Bytes at which words begin and end. */
void creadline_word_breaks(const char *bytes);

/* Remembers how the terminal is set, and whether it knows bracketed paste; false when descriptor 0 is no terminal. */
bool creadline_save_terminal(bool knows_escapes);
/* Sets the terminal as it was remembered. May be called in a signal handler. */
void creadline_restore_terminal(void);
/* The same, without waiting for a terminal that takes no more output. */
void creadline_restore_terminal_now(void);
/* Has the terminal restored when the program crashes. */
void creadline_restore_on_crash(void);

/* A file in memory, without a name and not handed to other programs unasked; -1 where there is none. */
int creadline_memory_file(void);

#endif
