//! Writes the samples anew: one day at the desk, as it is said on the wire.
//!
//! Owns: which of all that is said is kept as a sample: what says something new, in the order of the
//! contract's own lists.

use super::{fields_of, without};
use crate::appeal::Appeal;
use crate::call::{CallEnd, Party};
use crate::command::{CallReport, Command, RemoveEntry, ReportCall};
use crate::event::{Event, Recorded};
use crate::given::*;
use crate::histories::a_day;
use crate::message::Author;
use crate::refusal::every_refusal;
use crate::whisper::Whisper;
use crate::world::World;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, to_value};
use std::collections::BTreeSet;

/// Does nothing unless it is asked for, since what was said once shall be said so for good.
#[test]
fn samples_are_renewed_where_somebody_asks_for_it() {
    if std::env::var_os("DESK_RENEW_SAMPLES").is_none() {
        return;
    }
    let (events, appeals) = the_day();
    let (mut commands, mut events, appeals) = (telling(wishes()), telling(events), telling(appeals));
    let place = |names: &[&str], name: &str| names.iter().position(|it| *it == name);
    commands.sort_by_key(|command| place(Command::NAMES, command.name()));
    events.sort_by_key(|recorded| place(Event::NAMES, recorded.event.name()));
    keep("optional", &optional(&values(&commands), &values(&events), &values(&appeals)));
    keep("commands", &commands);
    keep("events", &events);
    keep("appeals", &appeals);
    keep("refusals", &every_refusal());
    let (appeal, author) = (appeal(1), Author::Operator { id: anna() });
    let (typing, operator) = (Whisper::Typing { appeal, author: Author::Client }, anna());
    let looks = [Whisper::Viewing { appeal, operator }, Whisper::StoppedViewing { appeal, operator }];
    keep("whispers", &[&[typing], &looks[..], &[Whisper::StoppedTyping { appeal, author }]].concat());
}

/// All that is wished in a day, and what no day has all of.
fn wishes() -> Vec<Command> {
    let day = a_day().into_iter().map(|step| step.command);
    let entries = every_reference().into_iter().map(|entry| RemoveEntry { entry }.into());
    let party = Party::Operator { id: anna() };
    let reports = [CallReport::Answered { party }, CallReport::Ended { why: CallEnd::NoAnswer }];
    let reports = reports.into_iter().map(|report| ReportCall { appeal: appeal(1), report }.into());
    day.chain(every_wish()).chain(entries).chain(reports).collect()
}

/// What is recorded in the day, and every appeal after every wish.
fn the_day() -> (Vec<Recorded>, Vec<Appeal>) {
    let (mut world, mut millis): (World, i64) = (nobody(), 0);
    let (mut events, mut appeals) = (Vec::new(), Vec::new());
    for step in a_day() {
        millis += step.pause_ms;
        events.extend(world.execute(step.who, at_ms(millis), &step.command).unwrap_or_default());
        appeals.extend(world.appeals().cloned());
    }
    (events, appeals)
}

/// Those that say something which none before them said: a name, a kind of thing, that there is none.
fn telling<T: Serialize>(all: Vec<T>) -> Vec<T> {
    let mut said = BTreeSet::new();
    let is_telling = |one: &T| {
        let (before, value) = (said.len(), to_value(one).unwrap());
        let fields = fields_of(&value).into_iter();
        said.extend(fields.map(|(path, field)| format!("{} {}", way(&value, &path), word_of(&field))));
        said.len() > before
    };
    all.into_iter().filter(is_telling).collect()
}

fn values<T: Serialize>(all: &[T]) -> Vec<Value> {
    all.iter().map(|one| to_value(one).unwrap()).collect()
}

/// Where a field is, whatever the place in a list.
fn way(sample: &Value, path: &[String]) -> String {
    let name = sample.get("type").and_then(Value::as_str).unwrap_or("appeal");
    let is_name = |part: &&String| *part != "data" && part.parse::<usize>().is_err();
    let way: Vec<_> = path.iter().filter(is_name).map(String::as_str).collect();
    format!("{name}: {}", way.join("."))
}

/// A word of the contract's own as it is; of all else only what kind of thing it is.
fn word_of(value: &Value) -> &str {
    match value {
        Value::String(text) if text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') => text,
        Value::String(_) => "text",
        Value::Number(_) => "number",
        Value::Array(values) if values.is_empty() => "nothing",
        Value::Array(_) | Value::Object(_) => "more",
        Value::Bool(true) => "yes",
        Value::Bool(false) => "no",
        Value::Null => "none",
    }
}

/// The fields that can be left out of something that is still understood, each by the way to it.
pub(super) fn optional(commands: &[Value], events: &[Value], appeals: &[Value]) -> BTreeSet<String> {
    let mut optional = BTreeSet::new();
    may_be_left_out::<Command>(commands, &mut optional);
    may_be_left_out::<Recorded>(events, &mut optional);
    may_be_left_out::<Appeal>(appeals, &mut optional);
    optional
}

fn may_be_left_out<T: DeserializeOwned>(samples: &[Value], optional: &mut BTreeSet<String>) {
    for sample in samples {
        let fields = fields_of(sample).into_iter();
        let optionals = fields.filter(|(path, _)| serde_json::from_value::<T>(without(sample, path)).is_ok());
        optional.extend(optionals.map(|(path, _)| way(sample, &path)));
    }
}

fn keep<T: Serialize + ?Sized>(name: &str, samples: &T) {
    let path = format!("{}/samples/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = serde_json::to_string_pretty(samples).unwrap();
    std::fs::write(path, text + "\n").unwrap();
}
