//! The table of files, the worst first, and whether it is good enough.
//!
//! Owns: percentages and their rounding: down, so that no total reads as enough that is not.

use crate::failure::Failure;

/// How many stretches of lines one row names.
const STRETCHES: usize = 8;

/// One file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// From the crate's `src/`.
    name: String,
    /// Those of which there is code.
    pub(super) lines: usize,
    /// Those that no test ran.
    missed: Vec<usize>,
}

impl Row {
    /// Counts the lines of a file, each with how often it was run.
    pub(super) fn new(name: String, lines: impl Iterator<Item = (usize, u64)>) -> Self {
        let mut row = Self { name, ..Self::default() };
        for (line, count) in lines {
            row.lines += 1;
            if count == 0 {
                row.missed.push(line);
            }
        }
        row
    }
}

/// The files that are not covered as a whole, by how many lines they miss, and the total.
pub(super) fn of(rows: &[Row]) -> String {
    let mut worst: Vec<&Row> = rows.iter().filter(|row| !row.missed.is_empty()).collect();
    worst.sort_by_key(|row| (permille(row.lines, row.missed.len()), row.name.as_str()));
    let whole = rows.len() - worst.len();
    let mut text = vec![format!("{:<32} {:>6} {:>6} {:>7}  never run", "file", "lines", "run", "share")];
    text.extend(
        worst.iter().map(|row| line(&row.name, row.lines, row.missed.len(), &stretches(&row.missed))),
    );
    let (lines, missed) = total(rows);
    text.push(line("total", lines, missed, &format!("covered whole, not shown: {whole}")));
    text.join("\n")
}

/// A failure where fewer than `enough` lines of a hundred were run, or none was there to run.
pub(super) fn judge(rows: &[Row], enough: usize) -> Result<(), Failure> {
    let (lines, missed) = total(rows);
    if lines == 0 {
        return Err(Failure::Check("the report names no line of the contract".to_owned()));
    }
    if (lines - missed) * 100 >= lines * enough {
        return Ok(());
    }
    Err(Failure::Check(format!("fewer than {enough} % of the contract's lines are run by its tests")))
}

fn total(rows: &[Row]) -> (usize, usize) {
    (rows.iter().map(|row| row.lines).sum(), rows.iter().map(|row| row.missed.len()).sum())
}

fn line(name: &str, lines: usize, missed: usize, remark: &str) -> String {
    let permille = permille(lines, missed);
    let share = format!("{}.{} %", permille / 10, permille % 10);
    format!("{name:<32} {lines:>6} {:>6} {share:>7}  {remark}", lines - missed)
}

fn permille(lines: usize, missed: usize) -> usize {
    (lines - missed) * 1000 / lines.max(1)
}

/// `3-5, 9`, the first few.
fn stretches(lines: &[usize]) -> String {
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    for &line in lines {
        match stretches.last_mut() {
            Some((_, last)) if *last + 1 == line => *last = line,
            _ => stretches.push((line, line)),
        }
    }
    let named = stretches
        .iter()
        .take(STRETCHES)
        .map(|&(first, last)| if first == last { first.to_string() } else { format!("{first}-{last}") });
    let mut text = named.collect::<Vec<_>>().join(", ");
    if stretches.len() > STRETCHES {
        text.push_str(", …");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Row, judge, of, stretches};

    fn row(name: &str, run: usize, missed: usize) -> Row {
        let lines = (0..run).map(|line| (line, 1)).chain((run..run + missed).map(|line| (line, 0)));
        Row::new(name.to_owned(), lines)
    }

    #[test]
    fn the_worst_stands_first_and_a_whole_file_not_at_all() {
        let table = of(&[row("whole.rs", 7, 0), row("good.rs", 9, 1), row("bad.rs", 1, 2)]);
        let names: Vec<&str> = table.lines().filter_map(|line| line.split_whitespace().next()).collect();
        assert_eq!(names, ["file", "bad.rs", "good.rs", "total"]);
        assert!(table.ends_with("20     17  85.0 %  covered whole, not shown: 1"), "{table}");
    }

    #[test]
    fn enough_is_not_rounded_up() {
        assert!(judge(&[row("a.rs", 95, 5)], 95).is_ok());
        assert!(judge(&[row("a.rs", 94_999, 5_001)], 95).is_err());
        assert!(judge(&[], 95).unwrap_err().to_string().contains("no line"));
    }

    #[test]
    fn lines_that_follow_each_other_are_one_stretch() {
        assert_eq!(stretches(&[3, 4, 5, 9]), "3-5, 9");
        assert_eq!(stretches(&[]), "");
        let scattered: Vec<usize> = (0..20).map(|line| line * 2).collect();
        assert!(stretches(&scattered).ends_with("14, …"));
    }
}
