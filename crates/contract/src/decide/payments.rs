//! Payment links for deals (W8). A provider that does not answer blocks nothing else (U11).

use super::scene::title;
use super::writing::fits;
use super::{Decision, Rule, Scene};
use crate::command::{Actor, ProvidePaymentLink, ReportPayment, RequestPayment};
use crate::event::{Event, MessageSent, PaymentSaved};
use crate::message::{Author, Message, MessageKind};
use crate::needs::Need;
use crate::payment::{Payment, PaymentStatus};
use crate::refusal::Refusal;

/// The most characters of a payment's description, as YooKassa has it.
const LONGEST_DESCRIPTION: usize = 128;

impl Rule for RequestPayment {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Payment(self.payment), Need::Appeal(self.appeal), Need::Deal(self.deal)]
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let by = scene.operator()?.id;
        let cards = scene.slice.cards();
        if let Some(known) = cards.payments.get(&self.payment) {
            let is_same = known.appeal == self.appeal && known.deal == self.deal;
            let is_repeat = known.by == by && is_same && known.amount == self.amount;
            return if is_repeat { Ok(Vec::new()) } else { Err(Refusal::AlreadyExists) };
        }
        let (appeal, _) = scene.own(self.appeal)?;
        if !scene.directory().settings.has_payments {
            return Err(Refusal::PaymentsNotConnected);
        }
        if !appeal.channel.carries_text() {
            return Err(Refusal::NoTextHere);
        }
        let deal = cards.deals.get(&self.deal).ok_or(Refusal::UnknownDeal)?;
        if appeal.contact.is_some_and(|contact| contact != deal.card.contact) {
            return Err(Refusal::DealOfAnother);
        }
        if self.amount.minor == 0 {
            return Err(Refusal::NoAmount);
        }
        title(&self.description)?;
        if self.description.trim().chars().count() > LONGEST_DESCRIPTION {
            return Err(Refusal::NameTooLong { limit: LONGEST_DESCRIPTION });
        }
        let payment = Payment {
            id: self.payment,
            version: 1,
            deal: deal.id,
            appeal: appeal.id,
            amount: self.amount,
            description: self.description.trim().to_owned(),
            status: PaymentStatus::Pending,
            link: None,
            reason: None,
            by,
            created_at: scene.now,
            changed_at: scene.now,
        };
        Ok(vec![PaymentSaved { payment }.into()])
    }
}

impl Rule for ProvidePaymentLink {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Payment(self.payment), Need::MessageByPayment(self.payment, self.message)]
    }

    /// The link goes out in the operator's name, who asked for it, even if the appeal was closed meanwhile.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        scene.connector()?;
        let payment = scene.slice.cards().payments.get(&self.payment).ok_or(Refusal::UnknownPayment)?;
        if payment.link.is_some() || payment.status.is_final() {
            return Ok(Vec::new());
        }
        if !self.link.starts_with("https://") {
            return Err(Refusal::BadLink);
        }
        let appeal = scene.appeal(payment.appeal)?;
        let text = format!("{}\n{}", payment.description, self.link);
        fits(appeal.channel, &text)?;
        if scene.slice.message(appeal.id, self.message).is_some() {
            return Err(Refusal::AlreadyExists);
        }
        let message = Message {
            kind: MessageKind::Payment { payment: payment.id },
            ..Message::on_its_way(
                self.message,
                appeal.id,
                Author::Operator { id: payment.by },
                text,
                scene.now,
            )
        };
        let mut linked = changed(scene, payment);
        linked.link = Some(self.link.clone());
        let saved: Event = PaymentSaved { payment: linked }.into();
        Ok(vec![saved, MessageSent { message }.into()])
    }
}

impl Rule for ReportPayment {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Payment(self.payment)]
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        scene.connector()?;
        let payment = scene.slice.cards().payments.get(&self.payment).ok_or(Refusal::UnknownPayment)?;
        if !payment.status.may_become(self.status) {
            return Ok(Vec::new());
        }
        let mut moved = changed(scene, payment);
        moved.status = self.status;
        moved.reason.clone_from(&self.reason);
        Ok(vec![PaymentSaved { payment: moved }.into()])
    }
}

fn changed(scene: &Scene<'_>, payment: &Payment) -> Payment {
    Payment { version: payment.version.saturating_add(1), changed_at: scene.now, ..payment.clone() }
}
