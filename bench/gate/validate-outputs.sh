#!/usr/bin/env bash
# Reads what the gate wrote, and the pipelines of the example, with the programs of those who read them in earnest:
#   junit.xml              the parser of Maven's Surefire reports, and junit2json from npm
#   performance.yml        action-validator from npm: the schema of GitHub's workflows
#   .gitlab-ci.yml         gitlab-ci-local from npm: the schema of GitLab's pipelines
#   Jenkinsfile            the parser of Groovy
# Each must also refuse a file that is made wrong. What reads the other outputs (github-action-benchmark, Bencher,
# jmh-visualizer, Apache Otava) is not to be had from npm or Maven: OutputsTest holds what their sources require.
#
# Usage: bench/gate/validate-outputs.sh FOLDER   the folder that gate.sh of the example wrote, such as that of
#                                                bench/example/try.sh --keep FOLDER
# Needs Java, Maven, Node with npm, and the network.
set -euo pipefail

if [ $# -ne 1 ] || [ ! -f "$1/junit.xml" ]; then
    sed -n '2,13s/^# \{0,1\}//p' "$0"
    exit 2
fi
folder="$(cd "$1" && pwd)"
example="$(cd "$(dirname "$0")/../example" && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"

npm install --silent --no-fund --no-audit --prefix "$work" \
    junit2json@4.0.0 @action-validator/core@0.6.0 @action-validator/cli@0.6.0 gitlab-ci-local@4.61.1 > /dev/null
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>none</groupId><artifactId>none</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.maven.surefire</groupId><artifactId>surefire-report-parser</artifactId><version>3.5.4</version>
    </dependency>
    <dependency><groupId>org.apache.groovy</groupId><artifactId>groovy</artifactId><version>4.0.33</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory="$work/lib"
cat > Surefire.java <<'JAVA'
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;

public class Surefire {
    public static void main(String[] args) throws Exception {
        int tests = 0;
        int failed = 0;
        for (ReportTestSuite suite : new TestSuiteXmlParser(new NullConsoleLogger()).parse(args[0])) {
            for (ReportTestCase test : suite.getTestCases()) {
                tests++;
                failed += test.hasFailure() || test.hasError() ? 1 : 0;
            }
        }
        System.out.println("    " + tests + " tests, " + failed + " failed");
        if (tests == 0) {
            throw new IllegalStateException("no test was found");
        }
    }
}
JAVA
cat > junit2json.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { parse } from 'junit2json';
const report = await parse(readFileSync(process.argv[2], 'utf8'));
const tests = (report.testsuite ?? []).flatMap(suite => suite.testcase ?? []);
console.log(`    ${tests.length} tests, ${tests.filter(test => test.failure || test.error).length} failed`);
if (tests.length === 0 || tests.length !== report.tests || tests.some(test => !test.classname || !test.name)) {
    throw new Error('tests are missing, or their names');
}
JS

surefire() { java -cp 'lib/*' Surefire.java "$1"; }
junit2json() { node junit2json.mjs "$1"; }
github() { npx action-validator "$1"; }
gitlab() {
    rm -rf repository
    git init -q repository
    cp "$1" repository/.gitlab-ci.yml
    git -C repository remote add origin https://example.org/somebody/web-tier.git
    git -C repository -c user.name=x -c user.email=x@example.org commit -q --allow-empty -m x
    (cd repository && npx --prefix "$work" gitlab-ci-local --list --variable CI_PIPELINE_SOURCE="$2")
}
merge_request() { gitlab "$1" merge_request_event | tee list | grep -q '^performance'; }
scheduled() { gitlab "$1" schedule | tee list | grep -q '^performance'; }
jenkins() { java -cp 'lib/*' groovy.ui.GroovyMain -e 'new GroovyShell().parse(new File(args[0]))' "$1"; }

failed=0
# check READER FILE SED: the file must be read, and refused once sed has changed it.
check() {
    echo "== $1 reads $(basename "$2")"
    if ! "$1" "$2"; then
        echo "== NOT READ"
        failed=1
    fi
    local planted
    planted="$work/planted-$(basename "$2")"
    sed "$3" "$2" > "$planted"
    if cmp -s "$2" "$planted"; then
        echo "== the planted fault changes nothing"
        failed=1
    elif "$1" "$planted" > refusal 2>&1; then
        echo "== $1 READ A FILE THAT IS WRONG"
        failed=1
    fi
}
check surefire "$folder/junit.xml" '$d'
check junit2json "$folder/junit.xml" 's/ classname="[^"]*"//'
check github "$example/.github/workflows/performance.yml" 's/runs-on: ubuntu/run-on: ubuntu/'
check merge_request "$example/.gitlab-ci.yml" 's/^  script:/  scripts:/'
check scheduled "$example/.gitlab-ci.yml" 's/"schedule"/"push"/'
check jenkins "$example/Jenkinsfile" '$d'
[ "$failed" -eq 0 ] && echo "== all were read, and what was made wrong was refused"
exit "$failed"
