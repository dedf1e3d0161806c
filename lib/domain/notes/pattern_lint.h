/*
 * Layer: domain. What is wrong with the language data, as problems.
 *
 * Looked at: whether each pattern, `unless` and trigger compiles and names classes that exist;
 * whether codes are known; whether each example is one sentence that its pattern finds, and each
 * near miss one that it does not (without regard to contexts and to `with`); whether anchors and
 * stems are those that the patterns give. Worth a note: a pattern that nothing anchors, a gender
 * where a class would do, a row given twice, a row without an example, a class that nothing names.
 */
#ifndef DOMAIN_NOTES_PATTERN_LINT_H
#define DOMAIN_NOTES_PATTERN_LINT_H

#include "definitions/framework.h"
#include "records/writer.h"

/*
 * Checks files of patterns, words, contexts and so on, told apart by their header lines, or those
 * compiled in when `count` is 0, and writes each problem as a row. False after a fatal message.
 */
bool pattern_lint(const struct framework *, const char *const *files, size_t count, struct writer *,
                  uint64_t *problems, const struct reporter *);

#endif
