#!/bin/sh
# install-packages.sh PURPOSE...: installs what is missing for build, test, lint, neighbours, bench, deb, coverage,
# valgrind or fuzz.
#
# It looks for the programs and headers themselves, however they got there, and is silent when nothing is missing. Where
# there is no apt, or no right to use it, it says what to install and exits 1.
set -u

include_directories="/usr/include /usr/local/include /opt/homebrew/include /opt/local/include
    /Library/Developer/CommandLineTools/SDKs/MacOSX.sdk/usr/include"

# there THING: a program of that name can be run, or a header of that name (NAME.h) can be included.
there()
{
    case $1 in
    *.h)
        for directory in $include_directories; do
            [ -f "$directory/$1" ] && return
        done
        return 1
        ;;
    esac
    command -v "$1" >/dev/null
}

# Reads the table below and sets, from the rows of the purposes given whose thing is not there, $missing and the packages
# to install of each system.
look()
{
    missing='' apt='' dnf='' apk='' pacman='' brew=''
    purposes=" $* " known=' '
    while read -r purpose thing on_apt on_dnf on_apk on_pacman on_brew; do
        known="$known$purpose "
        case $purposes in *" $purpose "*) ;; *) continue ;; esac
        case " $missing " in *" $thing "*) continue ;; esac
        there "$thing" && continue
        missing="$missing $thing"
        apt="$apt $on_apt" dnf="$dnf $on_dnf" apk="$apk $on_apk" pacman="$pacman $on_pacman" brew="$brew $on_brew"
    done <<'END'
build       cc          gcc           gcc                gcc            gcc         gcc
build       pkg-config  pkg-config    pkgconf            pkgconf        pkgconf     pkgconf
build       stdio.h     libc6-dev     glibc-devel        musl-dev       glibc       -
build       csv.h       libcsv-dev    libcsv-devel       -              libcsv      libcsv
build       pcre2.h     libpcre2-dev  pcre2-devel        pcre2-dev      pcre2       pcre2
test        prove       perl          perl-Test-Harness  perl-utils     perl        perl
test        recsel      recutils      recutils           recutils       recutils    recutils
test        xmllint     libxml2-utils libxml2            libxml2-utils  libxml2     libxml2
test        strace      strace        strace             strace         strace      -
test        mandoc      mandoc        mandoc             mandoc         mandoc      mandoc
lint        mandoc      mandoc        mandoc             mandoc         mandoc      mandoc
lint        shellcheck  shellcheck    ShellCheck         shellcheck     shellcheck  shellcheck
lint        cppcheck    cppcheck      cppcheck           cppcheck       cppcheck    cppcheck
lint        clang       clang         clang              clang          clang       llvm
neighbours  prove       perl          perl-Test-Harness  perl-utils     perl        perl
neighbours  recsel      recutils      recutils           recutils       recutils    recutils
neighbours  sqlite3     sqlite3       sqlite             sqlite         sqlite      sqlite
neighbours  mlr         miller        miller             miller         miller      miller
neighbours  zsh         zsh           zsh                zsh            zsh         zsh
neighbours  fish        fish          fish               fish           fish        fish
neighbours  cc          gcc           gcc                gcc            gcc         gcc
neighbours  libical/ical.h libical-dev libical-devel     libical-dev    libical     libical
neighbours  jq          jq            jq                 jq             jq          jq
neighbours  xmllint     libxml2-utils libxml2            libxml2-utils  libxml2     libxml2
neighbours  python3     python3       python3            python3        python      python3
neighbours  git         git           git                git            git         git
neighbours  parallel    parallel      parallel           parallel       parallel    parallel
neighbours  pdftotext   poppler-utils poppler-utils      poppler-utils  poppler     poppler
neighbours  node        nodejs        nodejs             nodejs         nodejs      node
neighbours  npm         npm           npm                npm            npm         -
neighbours  chromium    chromium      chromium           chromium       chromium    -
neighbours  soffice     libreoffice-calc-nogui libreoffice-calc libreoffice-calc libreoffice-fresh -
neighbours  debootstrap debootstrap   -                  -              -           -
neighbours  lintian     lintian       -                  -              -           -
neighbours  dpkg-shlibdeps dpkg-dev   -                  -              -           -
neighbours  unshare     util-linux    util-linux         util-linux     util-linux  -
neighbours  ip          iproute2      iproute            iproute2       iproute2    -
bench       mawk        mawk          mawk               mawk           mawk        mawk
bench       sqlite3     sqlite3       sqlite             sqlite         sqlite      sqlite
bench       mlr         miller        miller             miller         miller      miller
bench       node        nodejs        nodejs             nodejs         nodejs      node
bench       npm         npm           npm                npm            npm         -
bench       dot         graphviz      graphviz           graphviz       graphviz    graphviz
deb         dpkg-shlibdeps dpkg-dev  -                  -              -           -
coverage    gcov        gcc           gcc                gcc            gcc         gcc
coverage    lcov        lcov          lcov               lcov           lcov        lcov
valgrind    valgrind    valgrind      valgrind           valgrind       valgrind    -
fuzz        clang       clang         clang              clang          clang       llvm
END
}

# Says how to get the packages of one system; `-` stands for none needed, or none known.
say()
{
    command=$1
    shift
    packages=
    for package; do
        [ "$package" = - ] || packages="$packages $package"
    done
    [ -z "$packages" ] || echo "    $command$packages" >&2
}

say_all()
{
    echo "install-packages.sh: missing:$missing; $1" >&2
    # Lists of words, hence without quotation marks.
    {
        say 'apt-get install' $apt
        say 'dnf install' $dnf
        say 'apk add' $apk
        say 'pacman -S' $pacman
        say 'brew install' $brew
    }
    exit 1
}

look "$@"
for purpose; do
    case $known in *" $purpose "*) ;; *) echo "install-packages.sh: no such purpose: $purpose" >&2; exit 2 ;; esac
done
[ -n "$missing" ] || exit 0

command -v apt-get >/dev/null || say_all 'install:'
if [ "$(id -u)" -eq 0 ]; then
    as_root=
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root='sudo -n'
else
    say_all 'install, as root:'
fi

echo "install-packages.sh: installing$apt" >&2
get() { $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends "$@" </dev/null >&2; }
install_all() { get update && get install $apt; }
install_all || { echo 'install-packages.sh: that failed; once more' >&2; sleep 5; install_all; } || say_all 'apt-get failed:'

look "$@"
[ -z "$missing" ] || say_all 'apt-get was content, but:'
