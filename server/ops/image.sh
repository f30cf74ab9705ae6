#!/usr/bin/env bash
# Makes a folder that runs Rookery on a machine without Java: a runtime image of the modules that are needed, the jars, and a
# cache of loaded and linked classes and of what the compiler has to know of the hot methods (JEP 483, 514, 515), which a server
# makes of itself in half a minute in which the bench's players play.
#   mvn -DskipTests package && server/ops/image.sh FOLDER [JAVA OPTION...]
# FOLDER has to be where it will run from: the cache knows its jars by their place. The options hold for every start, because a
# cache is good for one collector; -XX:+UseZGC has the shortest pauses and starts some 0.7 s of CPU later. JAVA_HOME names the JDK.
set -euo pipefail

[ $# -ge 1 ] || { echo "Say where to: server/ops/image.sh FOLDER [JAVA OPTION...]" >&2; exit 2; }
folder=$1
shift
built=$(cd "$(dirname "$0")/../target" && pwd)
[ -f "$built/rookery.jar" ] || { echo "There is no jar yet: mvn -DskipTests package" >&2; exit 1; }
bench=$(cd "$(dirname "$0")/../.." && pwd)/bench/target/bench.jar
[ -f "$bench" ] || { echo "There are no players yet, they are the bench's: mvn -DskipTests package" >&2; exit 1; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
jlink=${JAVA_HOME:+$JAVA_HOME/bin/}jlink
[ ! -e "$folder" ] || { echo "$folder is there already: name another folder, or remove it." >&2; exit 1; }

"$jlink" --output "$folder" --strip-debug --no-header-files --no-man-pages --compress zip-6 --add-modules \
    java.base,java.logging,java.management,java.naming,java.net.http,java.sql,java.xml,jdk.crypto.ec,jdk.management,jdk.unsupported
cd "$folder"
mkdir rookery
cp "$built/rookery.jar" rookery/
cp -r "$built/lib" rookery/lib
# Settings are records that are built once, by reflection: without this the JDK would first make classes for each number of their
# components, 100 ms of a start, which no cache keeps.
set -- -Djdk.reflect.useNativeAccessorOnly=true "$@"
cat > bin/rookery << END
#!/usr/bin/env bash
home=\$(cd "\$(dirname "\$0")/.." && pwd)
options=\${ROOKERY_JAVA_OPTIONS:-}
unset ROOKERY_JAVA_OPTIONS # the server takes what else begins so for settings of its own
exec "\$home/bin/java" $* -Xlog:aot*=error -XX:AOTCache="\$home/rookery/rookery.aot" \$options -jar "\$home/rookery/rookery.jar" "\$@"
END
chmod +x bin/rookery

# One run that starts, answers, is played on and ends in order is what the cache is made from.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
log=$work/log
: > "$log" # before anybody reads it
(cd "$work" && exec "$OLDPWD/bin/java" "$@" -XX:AOTCacheOutput="$OLDPWD/rookery/rookery.aot" -jar "$OLDPWD/rookery/rookery.jar" \
    serve --host 127.0.0.1 --port 0 --admin-port 0 --data-directory "") > "$log" 2>&1 &
server=$!
trap 'kill $server 2> /dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 600); do
    url=$(sed -n 's/^ *Play *\(http[^ ]*\)$/\1/p' "$log")
    [ -n "$url" ] && break
    kill -0 $server 2> /dev/null || { cat "$log" >&2; exit 1; }
    sleep 0.1
done
admin=$(sed -n 's|.*metrics *http://[^:]*:\([0-9]*\)/.*|\1|p' "$log")
port=$(echo "$url" | sed 's|.*:\([0-9]*\)/.*|\1|')
get() {
    exec 3<> "/dev/tcp/127.0.0.1/$1"
    printf 'GET /%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$2" >&3
    cat <&3 > /dev/null
    exec 3>&-
}
for path in health/ready health/live metrics; do get "$admin" "$path"; done
for path in status api/rooms "" tag/; do get "$port" "$path"; done
"$java" -jar "$bench" play --port "$port" --players 100 --seconds 30 >> "$log" 2>&1 || { cat "$log" >&2; exit 1; }
kill -TERM $server
wait $server || true
[ -f rookery/rookery.aot ] || { cat "$log" >&2; exit 1; }
echo "$folder/bin/rookery serve"
