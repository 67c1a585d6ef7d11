//! Samples of everything that travels, kept as text: what was once said on the wire must be
//! understood, and be said in the same way, for as long as the contract stands.
//!
//! A sample is changed only together with the wire, which the changelog tells. They are one day at the
//! desk, so that each stands where it could: `DESK_RENEW_SAMPLES=1 cargo test -p desk-contract samples`
//! writes them anew, and the difference is what whoever reads the wire will notice. A new command or
//! event that the day does not come to asks for its scene in `histories/scenes`.
//!
//! `optional.json` lists what a writer may leave out: once there, a line stays for good.

mod renew;

use crate::appeal::{Appeal, Stage};
use crate::command::Command;
use crate::event::{Event, Recorded};
use crate::given::every_variant;
use crate::refusal::Refusal;
use crate::whisper::Whisper;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeSet;

const APPEALS: &str = include_str!("../samples/appeals.json");
const COMMANDS: &str = include_str!("../samples/commands.json");
const EVENTS: &str = include_str!("../samples/events.json");
const REFUSALS: &str = include_str!("../samples/refusals.json");
const WHISPERS: &str = include_str!("../samples/whispers.json");
const OPTIONAL: &str = include_str!("../samples/optional.json");

every_variant!(STAGE_NAMES, stage_name: Stage { Waiting, InWork, Closed });

every_variant!(WHISPER_NAMES, whisper_name: Whisper { Typing, Viewing, StoppedViewing, StoppedTyping });

#[test]
fn commands_are_said_as_they_always_were() {
    let commands: Vec<Command> = read_and_written(COMMANDS);
    assert_each_has_a_sample(Command::NAMES, commands.iter().map(Command::name));
}

#[test]
fn events_are_said_as_they_always_were() {
    let events: Vec<Recorded> = read_and_written(EVENTS);
    assert_each_has_a_sample(Event::NAMES, events.iter().map(|recorded| recorded.event.name()));
}

#[test]
fn appeals_are_said_as_they_always_were() {
    let appeals: Vec<Appeal> = read_and_written(APPEALS);
    assert_each_has_a_sample(STAGE_NAMES, appeals.iter().map(|appeal| stage_name(&appeal.stage)));
}

#[test]
fn whispers_are_said_as_they_always_were() {
    let whispers: Vec<Whisper> = read_and_written(WHISPERS);
    assert_each_has_a_sample(WHISPER_NAMES, whispers.iter().map(whisper_name));
}

#[test]
fn a_wish_that_nobody_knows_is_not_taken_for_another() {
    for unknown in [r#"{"type":"burn_appeal","data":{}}"#, r#"{"type":"take_appeal"}"#, "{}", "null"] {
        assert!(serde_json::from_str::<Command>(unknown).is_err(), "{unknown}");
    }
}

#[test]
fn what_is_added_to_the_wire_one_day_does_not_disturb_who_reads_it_today() {
    still_read_with_more::<Command>(COMMANDS);
    still_read_with_more::<Recorded>(EVENTS);
    still_read_with_more::<Appeal>(APPEALS);
    still_read_with_more::<Refusal>(REFUSALS);
    still_read_with_more::<Whisper>(WHISPERS);
}

#[test]
fn what_could_be_left_out_once_can_be_left_out_for_good() {
    let optional: Vec<String> = serde_json::from_str(OPTIONAL).unwrap();
    let [commands, events, appeals] =
        [COMMANDS, EVENTS, APPEALS].map(|it| serde_json::from_str::<Vec<Value>>(it).unwrap());
    let now = renew::optional(&commands, &events, &appeals);
    assert_eq!(now.into_iter().collect::<Vec<_>>(), optional);
}

#[test]
fn what_says_nothing_can_be_left_out() {
    read_without_nothings::<Command>(COMMANDS);
    read_without_nothings::<Recorded>(EVENTS);
    read_without_nothings::<Appeal>(APPEALS);
}

/// Reads the samples and says each again, which must give the same.
#[track_caller]
pub(crate) fn read_and_written<T: Serialize + DeserializeOwned>(samples: &str) -> Vec<T> {
    let samples: Vec<Value> = serde_json::from_str(samples).unwrap();
    let read = samples.into_iter().map(|sample| {
        let value: Result<T, _> = serde_json::from_value(sample.clone());
        assert!(value.is_ok(), "no longer understood: {:?}\n{sample:#}", value.err());
        let value = value.unwrap();
        let said = serde_json::to_value(&value).unwrap();
        assert!(said == sample, "\nrecorded as {sample:#}\nbut now is {said:#}");
        value
    });
    read.collect()
}

#[track_caller]
fn assert_each_has_a_sample<'a>(names: &[&'a str], sampled: impl Iterator<Item = &'a str>) {
    let sampled: BTreeSet<_> = sampled.collect();
    let missing: Vec<_> = names.iter().filter(|name| !sampled.contains(*name)).collect();
    assert!(missing.is_empty(), "without a sample: {missing:?}");
}

/// Reads each sample with something unheard of in every object, and in each object alone.
#[track_caller]
fn still_read_with_more<T: DeserializeOwned + PartialEq>(samples: &str) {
    for sample in serde_json::from_str::<Vec<Value>>(samples).unwrap() {
        let read: T = serde_json::from_value(sample.clone()).unwrap();
        let mut more = sample;
        add_to_every_object(&mut more);
        assert!(serde_json::from_value::<T>(more.clone()).is_ok_and(|it| it == read), "{more:#}");
    }
}

/// A choice is told by the one name in its object, `{"phone": {…}}`: there alone nothing can stand beside.
/// An object of one name is taken for a choice where that holds an object too, or is an entry of the directory.
fn add_to_every_object(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                match field {
                    Value::Object(kinds) if name == "entry" => {
                        kinds.values_mut().for_each(add_to_every_object)
                    }
                    field => add_to_every_object(field),
                }
            }
            if fields.len() != 1 || !fields.values().all(Value::is_object) {
                fields.insert("of_a_later_day".to_owned(), serde_json::json!({"is": ["unheard", "of"]}));
            }
        }
        Value::Array(values) => values.iter_mut().for_each(add_to_every_object),
        _ => {}
    }
}

/// Reads each sample without each of the fields that say nothing, which must mean the same.
#[track_caller]
fn read_without_nothings<T: DeserializeOwned + PartialEq>(samples: &str) {
    for sample in serde_json::from_str::<Vec<Value>>(samples).unwrap() {
        let read: T = serde_json::from_value(sample.clone()).unwrap();
        for (path, field) in fields_of(&sample) {
            if field.is_null() {
                let less = without(&sample, &path);
                let is_same = serde_json::from_value::<T>(less).is_ok_and(|less| less == read);
                assert!(is_same, "{path:?} cannot be left out of {sample:#}");
            }
        }
    }
}

/// Every field of every object, with the way to it.
fn fields_of(value: &Value) -> Vec<(Vec<String>, Value)> {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(name, field)| (name.clone(), field)).collect(),
        Value::Array(values) => {
            values.iter().enumerate().map(|(place, value)| (place.to_string(), value)).collect()
        }
        _ => Vec::new(),
    };
    let mut found = Vec::new();
    for (name, child) in children {
        if value.is_object() {
            found.push((vec![name.clone()], child.clone()));
        }
        let below = fields_of(child).into_iter();
        found.extend(below.map(|(path, field)| ([vec![name.clone()], path].concat(), field)));
    }
    found
}

fn without(value: &Value, path: &[String]) -> Value {
    let (mut less, last) = (value.clone(), path.last().unwrap());
    let above = path.iter().rev().skip(1).rev().map(|name| format!("/{name}")).collect::<String>();
    less.pointer_mut(&above).and_then(Value::as_object_mut).unwrap().remove(last);
    less
}
