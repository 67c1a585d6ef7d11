//! The reference server passes.

use crate::site::Site;
use desk_conformance::{Verdict, run};

async fn passes(site: Site) {
    let options = site.options(&site.url(), "whole").await;
    let report = run(&options).await;
    assert!(report.holds(), "{report}");
    let not_tried = report.lines.iter().filter(|line| matches!(line.verdict, Verdict::NotTried { .. }));
    let not_tried: Vec<_> = not_tried.map(|line| line.check.as_str()).collect();
    println!("{report}");
    assert!(not_tried.iter().all(|check| check.starts_with("slow.")), "{not_tried:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_sqlite() {
    passes(Site::on_sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgres() {
    passes(Site::on_postgres().await).await;
}

/// What the kit did before is no hindrance to it, and what others did neither.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_desk_that_holds_much_already_passes_too() {
    let site = Site::on_sqlite().await;
    for time in ["first", "second"] {
        let mut options = site.options(&site.url(), time).await;
        // It adds operators of its own.
        options.operators.clear();
        options.only = vec!["talks".to_owned(), "pages".to_owned(), "history".to_owned()];
        let report = run(&options).await;
        assert!(report.holds(), "{report}");
    }
}

/// Others' clients write all the while, and it is known whose doing each event and each whisper is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_desk_where_others_are_at_work_passes_too() {
    let site = Site::on_sqlite().await;
    let mut options = site.options(&site.url(), "busy").await;
    options.only = ["talks", "events", "queue", "rules.walk", "rules.audience"].map(str::to_owned).to_vec();
    let report = tokio::select! {
        report = run(&options) => report,
        () = site.others_are_at_work() => unreachable!("they do not stop"),
    };
    assert!(report.holds(), "{report}");
}
