//! Work shared by as many threads as there are processors.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Does the work on every item, several at a time, the first ones first. What comes of it is in the order of the items,
/// whichever was done first.
///
/// # Panics
/// The work on an item panics.
pub fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let share = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { return done };
            done.push((at, work(item)));
        }
    };
    let threads = thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get).min(items.len());
    let mut done = thread::scope(|scope| {
        // This thread is one of them.
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(share)).collect();
        let mut done = share();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;
    use std::time::Duration;

    use super::*;

    #[test]
    fn every_item_is_worked_on_once_and_results_keep_the_order_of_the_items() {
        let items: Vec<u64> = (0..50).collect();
        let turns = AtomicUsize::new(0);
        let results = each(&items, |item| {
            turns.fetch_add(1, Ordering::Relaxed);
            // The first ones take longest.
            thread::sleep(Duration::from_micros(50 - item));
            item * 2
        });
        assert_eq!(results, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        assert_eq!(turns.into_inner(), 50);
        assert_eq!(each(&[] as &[u64], |item| *item), [] as [u64; 0]);
    }

    #[test]
    fn a_panic_is_passed_on_as_it_was() {
        let panic = catch_unwind(|| each(&[1, 2, 3], |item| assert!(*item != 2, "the second"))).unwrap_err();
        assert_eq!(panic.downcast_ref::<&str>(), Some(&"the second"));
    }
}
