//! What a value of the charts is called (R3, R11): in the charts, on the chip, in the table behind each chart.

use crate::i18n::{language, tr};
use crate::parts::channel_name;
use desk_contract::directory::Directory;
use desk_contract::history::{GroupValue, Grouping, ShownEntryPoint, Spoken, Words};

/// The name of a value.
pub(super) fn value_name(value: GroupValue, directory: &Directory) -> String {
    let words = Spoken::new(directory, language());
    match value {
        GroupValue::Channel { channel } => channel_name(channel),
        GroupValue::EntryPoint { id } => directory
            .entry_point(id)
            .map_or_else(|| tr!(history.unknown_line), |it| ShownEntryPoint::from(it).in_chart().to_owned()),
        GroupValue::Topic { id } => words.topic(id).to_owned(),
        GroupValue::NoTopic => tr!(history.no_topic),
        GroupValue::Group { id } => words.group(id).to_owned(),
        GroupValue::Operator { id } => words.operator(id).to_owned(),
        GroupValue::NoOperator => tr!(history.no_operator),
    }
}

/// What kind of value it is.
pub(super) fn kind_name(value: GroupValue) -> String {
    match value.grouping() {
        Grouping::Channel => tr!(history.channel),
        Grouping::EntryPoint => tr!(history.entry_point),
        Grouping::Topic => tr!(history.topic),
        Grouping::Group => tr!(history.group),
        Grouping::Operator => tr!(history.operator),
    }
}
