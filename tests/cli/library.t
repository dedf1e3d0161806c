#!/bin/sh
# The installed library as another program sees it.
. "$(dirname "$0")/lib.sh"


build=$(cd "$BIN/.." && pwd)
cc=${CC:-cc}
command -v "$cc" >/dev/null || skip_all 'no C compiler'
[ -f "$build/lib/libeh.so" ] || skip_all 'no shared library beside the programs'
case $build in *asan* | *valgrind* | *coverage*) skip_all 'the library is built with instruments' ;; esac

run 'the example compiles' "$cc" -Wall -Wextra -Werror -I"$TOP/lib" -o ask-a-level \
    "$TOP/examples/ask-a-level.c" -L"$build/lib" -leh -Wl,-rpath,"$build/lib"
status 0

run 'and asks for a level' ./ask-a-level EDU-EH-04 ' bas-cin-05 '
status 0
stdout <<'END'
EDU-EH-04  Often late or regularly absent from school, or home education is being raised
BAS-CIN-05  Homelessness is a risk for the family
Suggested: Child in need, because of BAS-CIN-05
With the family's agreement, local services ask Children's Services to lead support under section 17 of the Children Act 1989.
END
stderr </dev/null

run 'an unknown code is told, the others count' ./ask-a-level NOPE HEA-SH-08
status 3
stderr <<'END'
ask-a-level: no indicator NOPE
END

run 'nothing present is the lowest level' ./ask-a-level
status 0

cat >broken.c <<'END'
#include <eh.h>
#include <stdio.h>
static void hear(void *count, const char *file, unsigned long line, const char *reason)
{
    (void)file, (void)line;
    ++*(int *)count;
    puts(reason);
}
int main(void)
{
    int count = 0;
    eh_framework *none = eh_framework_open("no-such-framework", hear, &count);
    eh_framework *silent = eh_framework_open("no-such-framework", 0, 0);
    eh_framework *framework = eh_framework_open("sandwell-2022", hear, &count);
    eh_child *child = eh_child_new(framework);
    printf("%d %d %d\n", none == 0, silent == 0, count);
    printf("%d %d\n", eh_child_add(child, -1, 0), eh_child_add(child, eh_indicator_count(framework), 0));
    printf("%s %s\n", eh_level_code(framework, -1) ? "?" : "none", eh_level_code(framework, 4) ? "?" : "none");
    eh_child_add(child, eh_indicator_find(framework, "HEA-EH-01"), "School");
    printf("%s\n", eh_level_code(framework, eh_suggest(child)));
    eh_child_add(child, eh_indicator_find(framework, "HEA-EH-02"), "School ");
    printf("%s\n", eh_level_code(framework, eh_suggest(child)));
    eh_child_add(child, eh_indicator_find(framework, "HEA-EH-02"), "GP");
    printf("%s because of %s\n", eh_level_code(framework, eh_suggest(child)), eh_drivers(child));
    eh_child_free(child);
    eh_framework_free(framework);
    return 0;
}
END
run 'a caller of every corner compiles' "$cc" -Wall -Wextra -Werror -I"$TOP/lib" -o corners broken.c \
    -L"$build/lib" -leh -Wl,-rpath,"$build/lib"
status 0
run 'and is answered' ./corners
status 0
stdout <<'END'
no framework 'no-such-framework': neither one that is compiled in (eh-threshold list frameworks) nor a directory with a framework.csv
1 1 1
0 0
none none
early-help
early-help
multi-agency-early-help because of HEA-EH-01;HEA-EH-02
END
