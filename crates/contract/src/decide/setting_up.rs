//! Setting the desk up: entries of the directory, and automatic actions among them (E6, E7, A1, A2).

use super::scene::{is_mail_address, title};
use super::{Decision, Rule, Scene};
use crate::automation::Rule as AutomaticRule;
use crate::command::{Actor, RemoveEntry, SaveEntry};
use crate::directory::{Directory, Entry, EntryRef, OutcomeEntry, Topic};
use crate::event::{EntryRemoved, EntrySaved};
use crate::form::Form;
use crate::id::{EntryPointId, GroupId};
use crate::needs::Need;
use crate::operator::{Operator, Right, Role};
use crate::refusal::Refusal;
use crate::sms::SmsCount;
use std::collections::BTreeSet;

impl Rule for SaveEntry {
    fn needs(&self, _: Actor) -> Vec<Need> {
        Vec::new()
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let by = scene.operator()?;
        let directory = scene.directory();
        may_change(directory, by, &self.entry)?;
        let entry = sound(directory, &self.entry)?;
        let known = directory.known(&entry);
        if known.as_ref() == Some(&entry) {
            return Ok(Vec::new());
        }
        if self.seen.as_ref().is_some_and(|seen| !stands(directory, seen)) {
            return Err(Refusal::Changed { version: directory.version });
        }
        has_an_administrator(directory, &entry)?;
        Ok(vec![EntrySaved { entry }.into()])
    }
}

/// Whether an entry stands as somebody saw it. Who is there at the moment is no part of what he edits.
fn stands(directory: &Directory, seen: &Entry) -> bool {
    match (seen, directory.known(seen)) {
        (Entry::Operator(seen), Some(Entry::Operator(known))) => {
            Operator { presence: known.presence, ..seen.clone() } == known
        }
        (seen, known) => known.as_ref() == Some(seen),
    }
}

/// Who may change which kind of entry. An operator sees to his own mail box (O4).
fn may_change(directory: &Directory, by: &Operator, entry: &Entry) -> Result<(), Refusal> {
    let right = match entry {
        Entry::Rule(_) => Right::SetUpAutomation,
        Entry::QuickReply(_) | Entry::Script(_) => Right::WriteReplies,
        Entry::Mailbox(mailbox) => {
            let owner = directory.mailbox(mailbox.id).map_or(mailbox.owner, |known| known.owner);
            if owner == Some(by.id) && mailbox.owner == owner {
                return Ok(());
            }
            Right::SetUpDesk
        }
        _ => Right::SetUpDesk,
    };
    if by.may(right) { Ok(()) } else { Err(Refusal::NotYourPart) }
}

/// The entry as it is kept, or what is wrong with it.
fn sound(directory: &Directory, entry: &Entry) -> Result<Entry, Refusal> {
    match entry {
        Entry::Settings(settings) => {
            if !settings.conference_base.starts_with("https://") || !settings.conference_base.ends_with('/') {
                return Err(Refusal::BadLink);
            }
        }
        Entry::Operator(operator) => {
            title(&operator.name)?;
            are_groups(directory, &operator.groups)?;
            // Whether somebody is there is his own to say, not the administrator's form's.
            let presence = directory.operator(operator.id).map(|known| known.presence).unwrap_or_default();
            return Ok(Entry::Operator(Operator { presence, ..operator.clone() }));
        }
        Entry::Group(group) => title(&group.title)?,
        Entry::EntryPoint(line) => title(&line.address)?,
        Entry::Widget(widget) => {
            title(&widget.title)?;
            are_lines(directory, &widget.entry_points)?;
        }
        Entry::Topic(topic) => sound_topic(directory, topic)?,
        Entry::Outcome(outcome) => title(&outcome.title)?,
        Entry::DealStage(stage) => title(&stage.title)?,
        Entry::QuickReply(reply) => {
            title(&reply.title)?;
            if reply.text.trim().is_empty() {
                return Err(Refusal::EmptyText);
            }
            are_groups(directory, &reply.groups)?;
        }
        Entry::Mailbox(mailbox) => {
            if !is_mail_address(&mailbox.address) {
                return Err(Refusal::BadMailAddress { address: mailbox.address.clone() });
            }
            if mailbox.owner.is_some_and(|id| directory.operator(id).is_none()) {
                return Err(Refusal::UnknownOperator);
            }
        }
        Entry::Script(script) => {
            title(&script.title)?;
            if !script.is_sound() {
                return Err(Refusal::BrokenScript);
            }
        }
        Entry::Form(form) => sound_form(form)?,
        Entry::Campaign(campaign) => {
            title(&campaign.title)?;
            are_groups(directory, &[campaign.group])?;
        }
        Entry::Rule(rule) => sound_rule(directory, rule)?,
    }
    Ok(entry.clone())
}

fn are_groups(directory: &Directory, ids: &[GroupId]) -> Result<(), Refusal> {
    let are_there = ids.iter().all(|id| directory.group(*id).is_some());
    if are_there { Ok(()) } else { Err(Refusal::UnknownGroup) }
}

fn are_lines(directory: &Directory, ids: &[EntryPointId]) -> Result<(), Refusal> {
    let are_there = ids.iter().all(|id| directory.entry_point(*id).is_some());
    if are_there { Ok(()) } else { Err(Refusal::UnknownEntryPoint) }
}

/// A topic stands under one that exists, and never under itself.
fn sound_topic(directory: &Directory, topic: &Topic) -> Result<(), Refusal> {
    title(&topic.title)?;
    let mut above = topic.parent;
    for _ in 0..=directory.topics.len() {
        match above {
            None => return Ok(()),
            Some(id) if id == topic.id => return Err(Refusal::TopicUnderItself),
            Some(id) => above = directory.topic(id).ok_or(Refusal::UnknownTopic)?.parent,
        }
    }
    Err(Refusal::TopicUnderItself)
}

fn sound_form(form: &Form) -> Result<(), Refusal> {
    title(&form.title)?;
    let keys: BTreeSet<_> = form.fields.iter().map(|field| field.key.trim()).collect();
    if form.fields.is_empty() || keys.len() != form.fields.len() || keys.contains("") {
        return Err(Refusal::BrokenForm);
    }
    form.fields.iter().try_for_each(|field| title(&field.label))
}

/// The text alone must fit: what the variables bring is known only when it is sent.
fn sound_rule(directory: &Directory, rule: &AutomaticRule) -> Result<(), Refusal> {
    title(&rule.title)?;
    are_groups(directory, &rule.conditions.groups)?;
    are_lines(directory, &rule.conditions.entry_points)?;
    if rule.conditions.outcomes.iter().any(|id| directory.outcome(*id).is_none()) {
        return Err(Refusal::UnknownOutcome);
    }
    let text = rule.text.to_string();
    if text.trim().is_empty() {
        return Err(Refusal::EmptyText);
    }
    let count = SmsCount::of(&text);
    if count.fits() { Ok(()) } else { Err(Refusal::SmsTooLong { parts: count.parts }) }
}

/// A desk that nobody can set up could never be set right again.
fn has_an_administrator(directory: &Directory, saved: &Entry) -> Result<(), Refusal> {
    let is_administrator = |operator: &Operator| operator.role == Role::Administrator;
    let has_one = match saved {
        Entry::Operator(saved) => {
            let mut others = directory.operators.iter().filter(|known| known.id != saved.id);
            is_administrator(saved) || others.any(is_administrator)
        }
        _ => directory.operators.iter().any(is_administrator),
    };
    if has_one { Ok(()) } else { Err(Refusal::LastAdministrator) }
}

impl Rule for RemoveEntry {
    fn needs(&self, _: Actor) -> Vec<Need> {
        Vec::new()
    }

    /// What appeals refer to by id keeps its name in the history: topics and results are put away, and
    /// people, groups, lines, stages and campaigns can be changed but not removed.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let by = scene.operator()?;
        let directory = scene.directory();
        let own_mailbox = match self.entry {
            EntryRef::Mailbox(id) => {
                directory.mailbox(id).is_some_and(|mailbox| mailbox.owner == Some(by.id))
            }
            _ => false,
        };
        let right = match self.entry {
            EntryRef::Rule(_) => Right::SetUpAutomation,
            EntryRef::QuickReply(_) | EntryRef::Script(_) => Right::WriteReplies,
            _ => Right::SetUpDesk,
        };
        if !own_mailbox && !by.may(right) {
            return Err(Refusal::NotYourPart);
        }
        if !directory.has(self.entry) {
            return Ok(Vec::new());
        }
        let put_away = match self.entry {
            EntryRef::Topic(id) => {
                let topic = directory.topic(id).filter(|topic| !topic.is_put_away).cloned();
                topic.map(|topic| Entry::Topic(Topic { is_put_away: true, ..topic }))
            }
            EntryRef::Outcome(id) => {
                let outcome = directory.outcome(id).filter(|outcome| !outcome.is_put_away).cloned();
                outcome.map(|outcome| Entry::Outcome(OutcomeEntry { is_put_away: true, ..outcome }))
            }
            EntryRef::Operator(_)
            | EntryRef::Group(_)
            | EntryRef::EntryPoint(_)
            | EntryRef::DealStage(_)
            | EntryRef::Campaign(_) => return Err(Refusal::StillReferredTo),
            entry => return Ok(vec![EntryRemoved { entry }.into()]),
        };
        Ok(put_away.into_iter().map(|entry| EntrySaved { entry }.into()).collect())
    }
}
