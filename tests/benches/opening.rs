//! How fast an appeal opens and another is turned to: processor slowed 4 times, 10 Mbit/s, 40 ms, cold
//! cache. `cargo xtask bench` runs it on the release build.

use desk_tests::{Failed, World, desk_test};

/// How often it is measured; the middle one is told.
const TIMES: usize = 5;

fn main() {
    desk_test(World::still(), async |anna| {
        let two = async || {
            let rows: Vec<_> = anna.list().await?.into_iter().flat_map(|day| day.rows).collect();
            Ok(<[_; 2]>::try_from(rows.into_iter().take(2).collect::<Vec<_>>()).ok())
        };
        let [first, second] = anna.until("two appeals in work", two).await?;
        anna.slows_down().await?;
        let (mut openings, mut turnings) = (Vec::new(), Vec::new());
        for _ in 0..TIMES {
            openings.push(anna.measures_opening(&first.path).await?);
            turnings.push(anna.measures_turning_to(&second.path).await?);
        }
        openings.sort_by(|a, b| a.usable_ms.total_cmp(&b.usable_ms));
        turnings.sort_by(f64::total_cmp);
        let opening = &openings[TIMES / 2];
        println!("open appeal, usable after    {:>8.0} ms", opening.usable_ms);
        println!("the slowest of {TIMES}             {:>8.0} ms", openings[TIMES - 1].usable_ms);
        println!("main thread blocked          {:>8.0} ms", opening.blocked_ms);
        println!("over the wire                {:>8.0} KB", opening.bytes / 1000.0);
        println!("requests                     {:>8.0}", opening.requests);
        println!("elements on the page         {:>8.0}", opening.elements);
        println!("JavaScript heap              {:>8.1} MB", opening.heap / 1e6);
        println!("turning to another appeal    {:>8.0} ms", turnings[TIMES / 2]);
        Ok::<_, Failed>(())
    });
}
