/*
 * Asks for a level: the codes of indicators that are present, in; the suggested level of response,
 * out.
 *
 *     cc ask-a-level.c $(pkg-config --cflags --libs eh) -o ask-a-level
 *     ./ask-a-level EDU-EH-04 bas-cin-05
 */
#include <eh.h>
#include <stdio.h>

static void print_message(void *context, const char *file, unsigned long line, const char *reason)
{
    (void)context;
    fprintf(stderr, "ask-a-level: %s:%lu: %s\n", file ? file : "framework", line, reason);
}

int main(int argc, char **argv)
{
    eh_framework *framework = eh_framework_open(NULL, print_message, NULL);
    eh_child *child = framework ? eh_child_new(framework) : NULL;
    int status = child ? 0 : 2;

    for (int i = 1; child && i < argc; i++) {
        int indicator = eh_indicator_find(framework, argv[i]);
        if (indicator < 0 || !eh_child_add(child, indicator, NULL)) {
            fprintf(stderr, "ask-a-level: no indicator %s\n", argv[i]);
            status = 3;
        } else {
            printf("%s  %s\n", eh_indicator_code(framework, indicator),
                   eh_indicator_label(framework, indicator));
        }
    }
    if (child) {
        int level = eh_suggest(child);
        const char *drivers = eh_drivers(child);
        printf("Suggested: %s, because of %s\n%s\n", eh_level_name(framework, level),
               drivers && drivers[0] ? drivers : "no need on record",
               eh_level_response(framework, level));
    }
    eh_child_free(child);
    eh_framework_free(framework);
    return status;
}
