//! Forms that collect a client's contacts: sent, answered, put on a card (W9).

use super::address_book::bound;
use super::scene::title;
use super::writing::fits;
use super::{Decision, Rule, Scene};
use crate::appeal::Appeal;
use crate::command::{AcceptAnswers, Actor, DiscardAnswers, ReceiveAnswers, SendForm};
use crate::contact::{Contact, ContactCard};
use crate::event::{ContactSaved, Event, FormSaved, MessageSent};
use crate::form::{Answer, FormState, SentForm};
use crate::id::SentFormId;
use crate::message::{Author, Message, MessageKind};
use crate::needs::Need;
use crate::refusal::Refusal;

impl Rule for SendForm {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Form(self.sent), Need::Appeal(self.appeal), Need::Message(self.appeal, self.message)]
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let by = scene.operator()?.id;
        if let Some(known) = scene.slice.cards().forms.get(&self.sent) {
            let is_repeat = known.by == by && known.form.id == self.form && known.appeal == self.appeal;
            return if is_repeat { Ok(Vec::new()) } else { Err(Refusal::AlreadyExists) };
        }
        let (appeal, _) = scene.own(self.appeal)?;
        let form = scene.directory().form(self.form).ok_or(Refusal::UnknownForm)?.clone();
        let text = self.text.trim();
        if text.is_empty() {
            return Err(Refusal::EmptyText);
        }
        fits(appeal.channel, text)?;
        if scene.slice.message(appeal.id, self.message).is_some() {
            return Err(Refusal::AlreadyExists);
        }
        let message = Message {
            kind: MessageKind::Form { form: self.sent },
            ..Message::on_its_way(
                self.message,
                appeal.id,
                Author::Operator { id: by },
                text.to_owned(),
                scene.now,
            )
        };
        let (state, sent_at) = (FormState::Sent, scene.now);
        let form = SentForm { id: self.sent, version: 1, form, appeal: appeal.id, by, sent_at, state };
        Ok(vec![FormSaved { form }.into(), MessageSent { message }.into()])
    }
}

fn sent<'a>(scene: &Scene<'a>, id: SentFormId) -> Result<&'a SentForm, Refusal> {
    scene.slice.cards().forms.get(&id).map(AsRef::as_ref).ok_or(Refusal::UnknownForm)
}

fn moved(form: &SentForm, state: FormState) -> Event {
    FormSaved { form: SentForm { version: form.version.saturating_add(1), state, ..form.clone() } }.into()
}

/// The answers that nobody has looked at yet.
fn answers(form: &SentForm) -> Result<&[Answer], Refusal> {
    match &form.state {
        FormState::Answered { answers, .. } => Ok(answers),
        FormState::Sent | FormState::Accepted { .. } | FormState::Discarded => Err(Refusal::NoAnswers),
    }
}

impl Rule for ReceiveAnswers {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Form(self.sent)]
    }

    /// A client may correct himself until somebody has looked.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        scene.connector()?;
        let form = sent(scene, self.sent)?;
        match &form.state {
            FormState::Answered { answers, .. } | FormState::Accepted { answers, .. }
                if *answers == self.answers =>
            {
                return Ok(Vec::new());
            }
            FormState::Sent | FormState::Answered { .. } => {}
            FormState::Accepted { .. } | FormState::Discarded => return Err(Refusal::FormIsDone),
        }
        if let Some(key) = form.form.unanswered(&self.answers).next() {
            return Err(Refusal::AnswerMissing { key: key.to_owned() });
        }
        let state = FormState::Answered { answers: self.answers.clone(), at: scene.now };
        Ok(vec![moved(form, state)])
    }
}

impl Rule for AcceptAnswers {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Form(self.sent), Need::Contact(self.contact)]
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        scene.operator()?;
        let form = sent(scene, self.sent)?;
        if matches!(form.state, FormState::Accepted { contact, .. } if contact == self.contact) {
            return Ok(Vec::new());
        }
        let (appeal, _) = scene.kept_by(form.appeal)?;
        let answers = answers(form)?;
        let known = scene.slice.cards().contacts.get(&self.contact);
        let known = known.map(|_| scene.contact(self.contact)).transpose()?;
        let bound = bound(scene, appeal, self.contact)?;
        let is_taken = |answer: &&Answer| !self.without.contains(&answer.key);
        let taken: Vec<_> = answers.iter().filter(is_taken).cloned().collect();
        let card = filled_in(form, &taken, known, appeal);
        title(&card.name)?;
        let mut events: Vec<Event> = Vec::new();
        if known.is_none_or(|contact| contact.card != card) {
            let contact = Contact {
                id: self.contact,
                version: known.map_or(1, |contact| contact.version.saturating_add(1)),
                card,
                created_at: known.map_or(scene.now, |contact| contact.created_at),
                merged_into: None,
            };
            events.push(ContactSaved { contact }.into());
        }
        events.extend(bound);
        let state = FormState::Accepted { answers: answers.to_vec(), contact: self.contact };
        events.push(moved(form, state));
        Ok(events)
    }
}

/// The card with the answers on it, and with the place that a guest came from. Where nobody has said
/// the name, it is what the desk calls the guest so far (R10), or where he can be reached.
fn filled_in(form: &SentForm, answers: &[Answer], known: Option<&Contact>, appeal: &Appeal) -> ContactCard {
    let card = known.map(|contact| contact.card.clone()).unwrap_or_default();
    let mut card = form.form.fill_in(&card, answers);
    if appeal.contact.is_none() {
        card = card.with(appeal.channel, &appeal.address);
    }
    if card.name.trim().is_empty() {
        let number = card.numbers.first().map(|it| it.number.grouped());
        let name = appeal.address.shown().or(number).or_else(|| card.mails.first().cloned());
        card.name = name.unwrap_or_default();
    }
    card
}

impl Rule for DiscardAnswers {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Form(self.sent)]
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        scene.operator()?;
        let form = sent(scene, self.sent)?;
        scene.kept_by(form.appeal)?;
        if form.state == FormState::Discarded {
            return Ok(Vec::new());
        }
        answers(form)?;
        Ok(vec![moved(form, FormState::Discarded)])
    }
}
