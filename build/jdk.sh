# Sets JAVA_HOME to a JDK 25, wherever it is installed, or says what to install. To be sourced.
jdk_is_25() {
  [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release" 2>/dev/null
}

find_jdk() {
  local java candidate
  java=$(command -v java || true)
  for candidate in "${JAVA_HOME:-}" "${java:+$(dirname "$(dirname "$(readlink -f "$java")")")}" \
    /usr/lib/jvm/* /opt/* /usr/java/* /usr/local/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    if [ -n "$candidate" ] && jdk_is_25 "$candidate"; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  return 1
}

if ! JAVA_HOME=$(find_jdk); then
  echo "switchboard: no JDK 25 found; install one (such as the package temurin-25-jdk or openjdk-25-jdk)" \
    "or set JAVA_HOME to it" >&2
  exit 1
fi
export JAVA_HOME
