//! Payment links for deals (W8).
//!
//! Owns: a payment and the statuses it goes through. Never: a key, a card, or the provider's protocol.
//!
//! The statuses are YooKassa's («Процесс платежа» in its documentation for developers): `pending`,
//! `waiting_for_capture` where payment is in two steps, `succeeded` and `canceled`, the last two final.

use crate::Timestamp;
use crate::id::{AppealId, DealId, OperatorId, PaymentId};
use crate::money::Money;
use serde::{Deserialize, Serialize};

/// How far a payment has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaymentStatus {
    /// Ожидает оплаты.
    Pending,
    /// Оплачен, ожидает списания.
    WaitingForCapture,
    /// Оплачен.
    Succeeded,
    /// Отменён.
    Canceled,
}

impl PaymentStatus {
    /// Every status, in the order of the way.
    pub const ALL: [Self; 4] = [Self::Pending, Self::WaitingForCapture, Self::Succeeded, Self::Canceled];

    /// Whether a report of `next` says something new: money goes forward, and what is final stays.
    #[must_use]
    pub fn may_become(self, next: Self) -> bool {
        match self {
            Self::Pending => next != Self::Pending,
            Self::WaitingForCapture => matches!(next, Self::Succeeded | Self::Canceled),
            Self::Succeeded | Self::Canceled => false,
        }
    }

    /// Whether nothing more becomes of it.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, Self::Succeeded | Self::Canceled)
    }
}

/// A payment asked for by a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Payment {
    /// Identity.
    pub id: PaymentId,
    /// One more with each change.
    pub version: u64,
    /// What for.
    pub deal: DealId,
    /// The appeal in whose channel the link goes to the client.
    pub appeal: AppealId,
    /// How much.
    pub amount: Money,
    /// What the client reads on the provider's page.
    pub description: String,
    /// How far it has come.
    pub status: PaymentStatus,
    /// The provider's page for it, once there is one.
    pub link: Option<String>,
    /// Why the provider refused it or it was cancelled, in its words.
    pub reason: Option<String>,
    /// Who asked for it.
    pub by: OperatorId,
    /// When.
    pub created_at: Timestamp,
    /// When its status last changed.
    pub changed_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::PaymentStatus::{self, Canceled, Pending, Succeeded, WaitingForCapture};

    #[test]
    fn money_goes_forward_and_what_is_final_stays() {
        let forward = [
            (Pending, WaitingForCapture),
            (Pending, Succeeded),
            (Pending, Canceled),
            (WaitingForCapture, Succeeded),
            (WaitingForCapture, Canceled),
        ];
        for from in PaymentStatus::ALL {
            let next: Vec<_> = PaymentStatus::ALL.into_iter().filter(|to| from.may_become(*to)).collect();
            let expected: Vec<_> = forward.iter().filter(|(it, _)| *it == from).map(|(_, to)| *to).collect();
            assert_eq!(next, expected, "{from:?}");
            assert_eq!(next.is_empty(), from.is_final(), "{from:?}");
        }
    }
}
