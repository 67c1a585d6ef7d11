//! A deal that came of a talk: made, asked for, paid or not.
//!
//! Owns: how it went and its commands. Never: the talk itself.

use super::Talk;
use crate::case::Case;
use crate::chance::Chance;
use crate::payments;
use crate::staff::Queue;
use chrono::TimeDelta;
use desk_contract::command::{ProvidePaymentLink, ReportDelivery, ReportPayment, RequestPayment, SaveDeal};
use desk_contract::deal::DealCard;
use desk_contract::id::{
    AppealId, ContactId, DealId, DealStageId, MessageId, OperatorId, OrganisationId, PaymentId,
};
use desk_contract::message::Delivery;
use desk_contract::money::Money;
use desk_contract::payment::PaymentStatus;
use desk_contract::{Actor, Command, Timestamp};

/// One talk with a buyer in so many ends with a deal.
const ONE_IN: u64 = 5;

/// How far a deal came.
#[derive(Clone, Copy)]
enum Way {
    /// Made, at the stage of that place, and nothing more.
    Made(usize),
    /// The link went out, and nobody has paid.
    Asked,
    Paid,
    Refused,
}

/// What happens to a deal.
#[derive(Clone, Copy)]
pub(super) enum Step {
    Made,
    Asked,
    Linked,
    Settled,
    Moved,
}

/// A deal with all that is known of it beforehand.
pub(super) struct Bargain {
    chance: Chance,
    from: Timestamp,
    way: Way,
    title: String,
    amount: Money,
    contact: ContactId,
    organisation: Option<OrganisationId>,
    by: OperatorId,
    /// The stages at which it begins and ends.
    stages: (DealStageId, DealStageId),
}

impl Bargain {
    /// The deal of that talk with the client at that place; mostly there is none.
    pub(super) fn drawn(talk: &Talk<'_>, case: &Case, who: usize) -> Option<Self> {
        let chance = talk.cast.seed.of(("deal", talk.number));
        if case.story.is_spam() || case.story.queue == Queue::Support || !chance.one_in(ONE_IN) {
            return None;
        }
        let way = match chance.of("way").below(10) {
            0 => Way::Made(0),
            1 | 2 => Way::Made(1),
            3 | 4 => Way::Asked,
            5 => Way::Refused,
            _ => Way::Paid,
        };
        let (begins, ends) = match way {
            Way::Made(stage) => (stage, stage),
            Way::Asked => (2, 2),
            Way::Refused => (2, 5),
            Way::Paid if chance.of("delivered").one_in(3) => (2, 3),
            Way::Paid => (2, 4),
        };
        let template = if case.story.queue == Queue::Sales {
            "Покупка: {item}"
        } else {
            "Заказ {order}: {item}"
        };
        let stages = &talk.cast.directory.deal_stages;
        Some(Self {
            chance,
            from: talk.from,
            way,
            title: case.told(template),
            amount: Money::rub(case.sum().unsigned_abs() * 100),
            contact: talk.cast.clients.id(who)?,
            organisation: talk.cast.clients.card(who)?.organisation,
            by: talk.operator.id,
            stages: (stages[begins].id, stages[ends].id),
        })
    }

    /// What happens to it, in order.
    pub(super) fn steps(self) -> Vec<Step> {
        match self.way {
            Way::Made(_) => vec![Step::Made],
            Way::Asked => vec![Step::Made, Step::Asked, Step::Linked],
            Way::Paid | Way::Refused => {
                vec![Step::Made, Step::Asked, Step::Linked, Step::Settled, Step::Moved]
            }
        }
    }

    /// Everything that is wished in a step.
    pub(super) fn commands(&self, appeal: AppealId, step: Step, tell: &mut impl FnMut(Actor, Command)) {
        let operator = Actor::Operator { id: self.by };
        let payment = PaymentId::new(self.from, self.chance.of("payment").bytes());
        let message = MessageId::new(self.from + TimeDelta::seconds(1), self.chance.of("message").bytes());
        match step {
            Step::Made => tell(operator, self.saved(appeal, None, self.stages.0).into()),
            Step::Moved => tell(operator, self.saved(appeal, Some(1), self.stages.1).into()),
            Step::Asked => {
                let (deal, amount, description) = (self.id(), self.amount, self.title.clone());
                tell(operator, RequestPayment { payment, appeal, deal, amount, description }.into());
            }
            Step::Linked => {
                let link = payments::link(self.chance);
                tell(Actor::Connector, ProvidePaymentLink { payment, message, link }.into());
                let delivery = Delivery::Read;
                tell(Actor::Connector, ReportDelivery { appeal, message, delivery }.into());
            }
            Step::Settled => {
                let is_paid = matches!(self.way, Way::Paid);
                let status = if is_paid { PaymentStatus::Succeeded } else { PaymentStatus::Canceled };
                let reason = (!is_paid).then(|| self.chance.of("reason").pick(&payments::REASONS).to_owned());
                tell(Actor::Connector, ReportPayment { payment, status, reason }.into());
            }
        }
    }

    fn id(&self) -> DealId {
        DealId::new(self.from, self.chance.bytes())
    }

    fn saved(&self, appeal: AppealId, version: Option<u64>, stage: DealStageId) -> SaveDeal {
        let card = DealCard {
            title: self.title.clone(),
            contact: self.contact,
            organisation: self.organisation,
            amount: Some(self.amount),
            stage,
            assignee: self.by,
            comment: String::new(),
        };
        SaveDeal { deal: self.id(), version, card, from_appeal: Some(appeal) }
    }
}
