//! What comes next in everything that stirs: made when it is asked for, dropped with its next event.
//!
//! Owns: which plan is stale, which deed is first, and who is seen at it. Never: makes a plan (`live` does).

use crate::live::{Deed, Sign};
use crate::{Demo, memory};
use desk_contract::appeal::Stage;
use desk_contract::message::Author;
use desk_contract::subject::Subject;
use desk_contract::{Event, Recorded, Slice, Timestamp, Whisper};

impl Demo {
    /// Carries out what somebody does by himself. Where nothing comes of it, it is not tried again: what
    /// stands next in the plan is.
    pub(crate) fn live_out(&mut self, deed: Deed) -> Vec<Recorded> {
        let before = deed.before.as_ref().map(|command| self.carry_out(deed.actor, deed.due, command));
        let mut recorded = before.and_then(Result::ok).unwrap_or_default();
        let then = self.carry_out(deed.actor, deed.due, &deed.command);
        if then.as_ref().is_ok_and(|then| !then.is_empty()) {
            self.plans.remove(&deed.of);
        } else {
            self.passes_over(deed.of);
        }
        #[cfg(test)]
        if then.as_ref().map_or(true, Vec::is_empty) {
            self.in_vain.push((deed, then.as_ref().err().cloned()));
        }
        recorded.extend(then.unwrap_or_default());
        recorded
    }

    /// Nothing came of what stood first there.
    pub(crate) fn passes_over(&mut self, of: Subject) {
        match self.plans.get_mut(&of).filter(|plan| !plan.deeds.is_empty()) {
            Some(plan) => _ = plan.deeds.remove(0),
            None => self.memory.pass_over_case(),
        }
    }

    /// The plans that an event has made stale.
    pub(crate) fn plan_anew_after(&mut self, event: &Event) {
        for of in memory::stirred(event) {
            self.plans.remove(&of);
        }
        if changes_who_is_free(event) {
            self.plan_calls_anew();
        }
    }

    /// Who is rung, and who is called, hangs on who is free.
    fn plan_calls_anew(&mut self) {
        let world = &self.world;
        self.plans.retain(|of, _| match of {
            Subject::CampaignTask(_) => false,
            Subject::Appeal(id) => {
                world.appeal(*id).is_some_and(|it| it.live_call().is_none() || it.stage != Stage::Waiting)
            }
            _ => true,
        });
    }

    /// The earliest thing that is due by `now`.
    pub(crate) fn next_deed(&mut self, now: Timestamp) -> Option<Deed> {
        self.make_plans();
        let deeds = self.plans.values().filter_map(|plan| plan.deeds.first());
        let planned = deeds.filter(|deed| deed.due <= now).min_by_key(|deed| deed.due);
        let arrival = self.scene().arrival_due().filter(|due| *due <= now);
        match (planned, arrival) {
            (Some(planned), arrival) if arrival.is_none_or(|due| planned.due <= due) => Some(planned.clone()),
            (_, arrival) => Some(self.scene().arrival(arrival?)),
        }
    }

    fn make_plans(&mut self) {
        let unplanned: Vec<_> = self.memory.stirring().filter(|of| !self.plans.contains_key(of)).collect();
        for of in unplanned {
            let plan = self.scene().plan(of);
            if plan.deeds.is_empty() && self.is_over(of) {
                self.memory.forget(of);
            } else {
                self.plans.insert(of, plan);
            }
        }
    }

    /// Whether nothing but an event of its own could make somebody stir in it.
    fn is_over(&self, of: Subject) -> bool {
        match of {
            Subject::Appeal(id) => self.world.appeal(id).is_none_or(|appeal| appeal.closing().is_some()),
            Subject::Payment(_) | Subject::Form(_) => true,
            _ => false,
        }
    }

    /// Who is seen at `now` typing or looking on and was not yet, or long ago.
    pub(crate) fn seen_by(&mut self, now: Timestamp) -> Vec<Whisper> {
        self.make_plans();
        let is_said_now =
            |sign: &&Sign| now < sign.until && sign.said_by(now) != sign.said_by(self.ticked_at);
        let signs = self.plans.values().flat_map(|plan| &plan.signs).filter(is_said_now);
        signs.map(|sign| sign.whisper).collect()
    }

    /// Who types or looks on no more, since he has done what he was about.
    pub(crate) fn stopped(&self, recorded: &Recorded) -> Option<Whisper> {
        match &recorded.event {
            Event::MessageReceived(it) => {
                Some(Whisper::StoppedTyping { appeal: it.message.appeal, author: Author::Client })
            }
            Event::MessageSent(it) => {
                let author = it.message.author;
                let is_colleague = matches!(author, Author::Operator { id } if id != self.me);
                is_colleague.then_some(Whisper::StoppedTyping { appeal: it.message.appeal, author })
            }
            Event::AppealTaken(it) if it.by != self.me => {
                Some(Whisper::StoppedViewing { appeal: it.appeal, operator: it.by })
            }
            _ => None,
        }
    }
}

/// Whether somebody can be called now who could not before, or the other way round.
fn changes_who_is_free(event: &Event) -> bool {
    matches!(
        event,
        Event::PresenceChanged(_)
            | Event::EntrySaved(_)
            | Event::CallStarted(_)
            | Event::CallChanged(_)
            | Event::AppealOffered(_)
            | Event::OfferDeclined(_)
            | Event::OfferWithdrawn(_)
            | Event::CampaignTaskSaved(_)
    )
}
