//! The lcov format, in which llvm-cov tells how often each line was run.
//!
//! Never: counts functions or branches; only the records of lines are read.

use std::collections::BTreeMap;

/// One source file of the report.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct File {
    /// As the compiler knew it.
    pub(super) path: String,
    /// How often each line of which there is code was run.
    pub(super) lines: BTreeMap<usize, u64>,
}

/// All files of a report.
pub(super) fn read(report: &str) -> Vec<File> {
    let mut files: Vec<File> = Vec::new();
    for record in report.lines() {
        if let Some(path) = record.strip_prefix("SF:") {
            files.push(File { path: path.to_owned(), lines: BTreeMap::new() });
        } else if let Some((file, (line, count))) = files.last_mut().zip(line_of(record)) {
            *file.lines.entry(line).or_default() += count;
        }
    }
    files
}

/// `DA:<line>,<count>`, with a checksum behind it that nobody needs.
fn line_of(record: &str) -> Option<(usize, u64)> {
    let mut numbers = record.strip_prefix("DA:")?.split(',');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{File, read};
    use std::collections::BTreeMap;

    #[test]
    fn lines_are_read_by_file_and_the_rest_is_left() {
        let report = "SF:/desk/src/a.rs\nFN:3,name\nFNDA:1,name\nDA:3,1\nDA:4,0,abc\nLF:2\nLH:1\nend_of_record\n\
                      SF:/desk/src/b.rs\nDA:1,12\nBRDA:1,0,0,4\nend_of_record\n";
        let file = |path: &str, lines: &[(usize, u64)]| File {
            path: path.to_owned(),
            lines: lines.iter().copied().collect::<BTreeMap<_, _>>(),
        };
        assert_eq!(
            read(report),
            [file("/desk/src/a.rs", &[(3, 1), (4, 0)]), file("/desk/src/b.rs", &[(1, 12)])]
        );
    }
}
