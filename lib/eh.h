/*
 * libeh: the definitions of early help, and the suggested level of response.
 *
 * This is the only installed header. A framework holds a partnership's threshold guidance; a
 * child's record gathers the indicators of need that have been seen; eh_suggest says which level of
 * response the framework's rules lead to, and why. It suggests; a person decides.
 *
 * Rules that hold throughout:
 * - Text that the library returns is UTF-8, ends with NUL, and belongs to what it was asked of: it
 * lives until that is freed or, for a child, changed.
 * - The caller frees what the functions ending in _open and _new return, with the matching _free;
 * NULL is fine there.
 * - Nothing is printed and nothing exits. A function that fails returns NULL, 0 or -1 and has told
 * the reason to the message function, if one was given.
 * - A framework never changes and may be shared between threads; a child belongs to one thread at a
 * time.
 *
 * Compile and link with `pkg-config --cflags --libs eh`. examples/ask-a-level.c is a complete
 * program.
 */
#ifndef EH_H
#define EH_H

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define EH_API __attribute__((visibility("default")))
#else
#define EH_API
#endif

typedef struct eh_framework eh_framework;
typedef struct eh_child eh_child;

/* The version of the library, `0.1.0`. */
EH_API const char *eh_version(void);

/*
 * Takes the reason when something fails: the file and the line (NULL and 0 when there is none) and
 * a sentence without full stop. All is borrowed for the call.
 */
typedef void eh_message(void *context, const char *file, unsigned long line, const char *reason);

/*
 * The framework called `name`: one that is compiled in (`solihull-2024`, the default for NULL,
 * `solihull-2014`, `sandwell-2022`), or a directory as eh-framework(5) describes it. NULL when it
 * is not there or broken. `message` may be NULL.
 */
EH_API eh_framework *eh_framework_open(const char *name, eh_message *message, void *context);
EH_API void eh_framework_free(eh_framework *);

/* Its title, as the partnership published it. */
EH_API const char *eh_framework_title(const eh_framework *);

/* How many levels it has; they are numbered from 0, the lowest, upwards. Code and name of one; NULL
 * past the last. */
EH_API int eh_level_count(const eh_framework *);
EH_API const char *eh_level_code(const eh_framework *, int level);
EH_API const char *eh_level_name(const eh_framework *, int level);

/* What the guidance says to do at a level, in a sentence. */
EH_API const char *eh_level_response(const eh_framework *, int level);

/* How many indicators it has, numbered from 0 in the guidance's order; -1 for a code that it does
 * not have (case and blanks round it aside). */
EH_API int eh_indicator_count(const eh_framework *);
EH_API int eh_indicator_find(const eh_framework *, const char *code);

/* Code, short label and reference to the official text of an indicator; NULL past the last. */
EH_API const char *eh_indicator_code(const eh_framework *, int indicator);
EH_API const char *eh_indicator_label(const eh_framework *, int indicator);
EH_API const char *eh_indicator_ref(const eh_framework *, int indicator);

/* A child about whom nothing is known yet. The framework must outlive it. NULL when there is no
 * memory. */
EH_API eh_child *eh_child_new(const eh_framework *);
EH_API void eh_child_free(eh_child *);

/*
 * Says that an indicator is present. `agency` names the organisation that saw it or can meet it, or
 * is NULL: several agencies can raise the level in some frameworks. Returns 1; 0 when there is no
 * memory or the indicator's number is out of range.
 */
EH_API int eh_child_add(eh_child *, int indicator, const char *agency);

/* The suggested level's number. */
EH_API int eh_suggest(const eh_child *);

/* The codes on which the suggested level hangs, worst first, parted by `;`: `EDU-SH-03;BAS-SH-07`.
 * Empty when no need is present. NULL when there is no memory. */
EH_API const char *eh_drivers(eh_child *);

#ifdef __cplusplus
}
#endif

#endif
