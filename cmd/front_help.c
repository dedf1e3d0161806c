#include "cmd/front_private.h"

#include <stdio.h>

/* Help is as wide as the narrowest usual terminal; what options do begins at HELP_COLUMN. */
enum { WIDTH = 80, HELP_COLUMN = 29, FORMATS_BYTES = 100 };

/* Prints a text that begins at `column`, and goes on in HELP_COLUMN on further lines. */
static void print_help(size_t column, const char *help)
{
    struct text rest = text_of(help), word;
    if (column >= HELP_COLUMN) {
        putchar('\n');
        column = 0;
    }
    printf("%*s", (int)(HELP_COLUMN - column), "");
    column = HELP_COLUMN;
    for (bool first = true; text_next(&rest, ' ', &word); first = false) {
        if (!first && column + 1 + word.length > WIDTH) {
            printf("\n%*s", HELP_COLUMN, "");
            column = HELP_COLUMN;
        } else if (!first) {
            putchar(' ');
            column++;
        }
        fwrite(word.data, 1, word.length, stdout);
        column += word.length;
    }
    putchar('\n');
}

static void help_option(char letter, const char *name, const char *argument, const char *help)
{
    int length = letter ? printf("  -%c, --%s", letter, name) : printf("      --%s", name);
    if (argument)
        length += printf(" %s", argument);
    print_help((size_t)length, help);
}

/* Options told of together: those without a help of their own, up to and with the next that has
 * one. Every line ends with what they all take. Returns that one. */
static const struct front_option *help_together(const struct front_option *option)
{
    for (;; option++) {
        size_t column = (size_t)printf("      --%s", option->name);
        size_t room = WIDTH - 1 - strlen(option->argument);
        while (option->help[0] == '\0' && column + 4 + strlen(option[1].name) <= room)
            column += (size_t)printf(", --%s", (++option)->name);
        printf(" %s\n", option->argument);
        if (option->help[0] != '\0')
            break;
    }
    print_help(0, option->help);
    return option;
}

static void help_verbs(const struct front_program *program, bool is_default)
{
    if (is_default)
        printf("\nverbs of %s, which %s:\n", program->name, program->about);
    else
        printf("\nverbs (%s --help): ", program->name);
    for (size_t i = 0; program->verbs[i].name; i++)
        if (is_default)
            printf("  %-10s %s\n", program->verbs[i].name, program->verbs[i].about);
        else
            printf("%s%s", i > 0 ? ", " : "", program->verbs[i].name);
    printf("%s\nMore: man %s, man eh\n", is_default ? "" : "\n", program->name);
}

/* `svg, text or html; default: svg`; a verb that has one format has no default. */
static const char *formats_help(const char *formats, char help[FORMATS_BYTES])
{
    size_t first = strcspn(formats, ", ");
    if (formats[first] == '\0')
        return formats;
    snprintf(help, FORMATS_BYTES, "%s; default: %.*s", formats, (int)first, formats);
    return help;
}

bool front_help(const struct front *front)
{
    char formats[FORMATS_BYTES];
    const struct front_program *program = front->program;
    const struct front_verb *verb = front->verb;
    bool is_default = verb == program->verbs;
    printf("%s %s: %s\n\n  %s\n\n", program->name, verb->name, verb->about, verb->example);
    int column = printf("usage: %s %s%s%s [OPTION]...", program->name, is_default ? "[" : "",
                        verb->name, is_default ? "]" : "");
    bool fits = column + 1 + (int)strlen(verb->operands) <= WIDTH;
    printf("%s%s\n", verb->operands[0] == '\0' ? "" : fits ? " " : "\n       ", verb->operands);
    const struct front_option *own = verb->options;
    for (; own && own->name; own++)
        if (own->help[0] == '\0')
            own = help_together(own);
        else
            help_option(front_letter_of(verb, (size_t)(own - verb->options)), own->name,
                        own->argument, own->help);
    if (verb->options)
        putchar('\n');
    for (const struct common_option *common = front_common; common->name; common++)
        if (front_has_option(verb, common))
            help_option(front_letter_left(verb, common), common->name, common->argument,
                        common->id == TO && verb->formats ? formats_help(verb->formats, formats)
                                                          : common->help);
    help_verbs(program, is_default);
    return fflush(stdout) == 0 && !ferror(stdout);
}
