//! Walking through a script during a call (W4).

use super::{Decision, Rule, Scene};
use crate::command::{Actor, StepBack, WalkScript};
use crate::event::ScriptWalked;
use crate::needs::Need;
use crate::refusal::Refusal;
use crate::script::ScriptWalk;

impl Rule for WalkScript {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal)]
    }

    /// Any step may follow any other: a search finds steps to which no transition leads from here.
    /// Another script begins anew.
    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let (appeal, by) = scene.own(self.appeal)?;
        let script = scene.directory().script(self.script).ok_or(Refusal::UnknownScript)?;
        script.step(self.step).ok_or(Refusal::UnknownScript)?;
        let so_far = appeal.script.as_ref().filter(|walk| walk.script == self.script);
        let mut path = so_far.map(|walk| walk.path.clone()).unwrap_or_default();
        if path.last() == Some(&self.step) {
            return Ok(Vec::new());
        }
        path.push(self.step);
        let walk = Some(ScriptWalk { script: self.script, path });
        Ok(vec![ScriptWalked { appeal: appeal.id, by, walk }.into()])
    }
}

impl Rule for StepBack {
    fn needs(&self, _: Actor) -> Vec<Need> {
        vec![Need::Appeal(self.appeal)]
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let (appeal, by) = scene.own(self.appeal)?;
        let Some(mut walk) = appeal.script.clone().filter(|walk| walk.here() == Some(self.from)) else {
            return Ok(Vec::new());
        };
        walk.path.pop();
        let walk = Some(walk).filter(|walk| !walk.path.is_empty());
        Ok(vec![ScriptWalked { appeal: appeal.id, by, walk }.into()])
    }
}
