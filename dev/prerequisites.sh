# Sourced by the two commands: installs the missing Debian packages, or says which.
if ! command -v dpkg-query > /dev/null; then
    echo "This is no Debian system: install what dev/packages.txt lists by your own means." >&2
else
    missing=""
    while read -r first second; do
        case "$first" in "" | "#"*) continue ;; esac
        name="${second:-$first}"
        case "$(dpkg-query -W -f='${Status}' "$name" 2> /dev/null)" in
            *"ok installed") continue ;;
        esac
        # An optional package that was looked for in vain is not looked for again.
        if [ "$first" = "?" ]; then
            [ -n "$(apt-cache policy "$name" 2> /dev/null | sed -n 's/ *Candidate: *//p' | grep -v none)" ] || continue
        fi
        missing="$missing $name"
    done < dev/packages.txt
    if [ -n "$missing" ] && [ "$(id -u)" = 0 ]; then
        echo "Installing Debian packages:$missing"
        export DEBIAN_FRONTEND=noninteractive
        # A source that cannot be reached must not stop the others.
        apt-get update -qq || echo "Some package sources could not be reached; going on with the others." >&2
        if ! apt-get install -y -qq --no-install-recommends $missing > /tmp/cpa-apt.log 2>&1; then
            tail -n 5 /tmp/cpa-apt.log >&2
            echo "The packages could not be installed. The whole log: /tmp/cpa-apt.log" >&2
            exit 1
        fi
    elif [ -n "$missing" ]; then
        echo "Some Debian packages are missing. Install them, then try again:" >&2
        echo "    sudo apt-get install --no-install-recommends$missing" >&2
        exit 1
    fi
fi
