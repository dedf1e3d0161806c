#!/bin/sh
# Calls that have one place, or none.
set -u
cd "$(dirname "$0")/../.." || exit 2

result=0
# only PLACE CALL...: the calls stand only in files whose path matches the pattern PLACE.
only()
{
    place=$1
    shift
    calls=$(echo "$*" | tr ' ' '|')
    if grep -nE "(^|[^A-Za-z0-9_.>\"])($calls)\\(" $files | grep -vE "^($place):" |
        grep -vE '^[^:]*:[0-9]*: *(/?\*|//)'; then
        echo "    belong to: $place"
        result=1
    fi
}

files=$(find lib cmd tests/unit tests/fuzz -name '*.[ch]')
only none strcpy strcat strncpy strncat stpcpy sprintf vsprintf gets strtok strtok_r atoi atol atoll atof \
    sscanf scanf fscanf alloca tmpnam mktemp tempnam tmpfile system popen connect rand random srand setlocale
only 'tests/unit/test_sandbox\.c' socket
only none asctime ctime gmtime localtime strftime mktime

files=$(find lib cmd -name '*.[ch]')
only 'lib/base/memory\.c' malloc calloc realloc reallocarray free strdup strndup
only 'lib/base/date\.c|cmd/front\.c' time clock_gettime gmtime_r localtime_r
only 'lib/base/[a-z0-9_]*\.c' strtol strtoul strtoll strtoull strtod strtof
only 'cmd/front\.c' exit _exit abort getenv
only 'cmd/[a-z_-]*\.c' printf fprintf vfprintf puts fputs putchar perror

if grep -nE '\b(stdout|stderr)\b' $(find lib -name '*.c') | grep -vE '^[^:]*:[0-9]*: *(/?\*|//)' | grep -v '"[^"]*std[^"]*"'; then
    echo '    the library does not print'
    result=1
fi
exit $result
