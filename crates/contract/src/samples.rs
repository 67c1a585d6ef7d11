//! Samples of everything that travels, kept as text: what was once said on the wire must be
//! understood, and be said in the same way, for as long as the contract stands.
//!
//! A sample is changed only together with the wire, which the changelog tells. A new variant does
//! not compile until it is listed here, and then asks for its sample in `samples/`.

use crate::appeal::{Appeal, Stage};
use crate::command::Command;
use crate::event::{Event, Recorded};
use crate::given::every_variant;
use crate::whisper::Whisper;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeSet;

const APPEALS: &str = include_str!("../samples/appeals.json");
const COMMANDS: &str = include_str!("../samples/commands.json");
const EVENTS: &str = include_str!("../samples/events.json");
const WHISPERS: &str = include_str!("../samples/whispers.json");

every_variant!(COMMAND_NAMES, command_name: Command {
    RegisterAppeal,
    TakeAppeal,
    SendMessage,
    RetryMessage,
    ReceiveMessage,
    ReportDelivery,
    MarkRead,
    CloseAppeal,
    MarkSpam,
    UndoSpam,
    ReopenAppeal,
});

every_variant!(EVENT_NAMES, event_name: Event {
    AppealRegistered,
    AppealTaken,
    MessageSent,
    MessageReceived,
    DeliveryChanged,
    MessageRetried,
    MessagesRead,
    AppealClosed,
    SpamUndone,
    AppealReopened,
});

every_variant!(STAGE_NAMES, stage_name: Stage { Waiting, InWork, Closed });

every_variant!(WHISPER_NAMES, whisper_name: Whisper { Typing, StoppedTyping });

#[test]
fn commands_are_said_as_they_always_were() {
    let commands: Vec<Command> = read_and_written(COMMANDS);
    assert_each_has_a_sample(COMMAND_NAMES, commands.iter().map(command_name));
}

#[test]
fn events_are_said_as_they_always_were() {
    let events: Vec<Recorded> = read_and_written(EVENTS);
    assert_each_has_a_sample(EVENT_NAMES, events.iter().map(|recorded| event_name(&recorded.event)));
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
