// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/query.h"
#include "store/reduce.h"

#include <QString>

namespace fw::models {

// The same word for the same thing everywhere (ux.md 1, rule 10): tables, tooltips, detail, log.
// All are translated; stable words for machines are in wire, store and JobModel::columnWord().

/// "Queued", "Running", … (ux.md 11).
QString stateText(wire::JobState state);
/// "Probe", "Thumbnails", "Render 9:16", …; other ids in readable spelling; empty for none.
QString stageText(const QString &stageId);
/// "9:16", "1:1", …; the name itself when it is none of ours.
QString formatText(const QString &format);
/// "Draft", "Sending", … (ux.md 11).
QString fateText(store::Fate fate);
/// Why an edit is held, as a sentence; empty where the reason is in words of its own.
QString holdText(store::Hold hold);
/// "Live", "Polling", …
QString freshnessText(store::Freshness freshness);
/// The same for one server: reading one that pushes nothing is no fallback.
QString freshnessText(const store::ServerState &server);
/// Whether it is read at intervals because it has no other way.
bool isReadByDesign(const store::ServerState &server);
/// "Cancel", "Pause", …
QString actionText(wire::JobAction action);
/// What an offered action is called: "Rotate", its label without the ellipsis.
QString offerVerbText(const wire::ActionOffer &offer);
/// What an edit asks for: "Cancel loch_ness.mp4", "Add 3 files", "Rotate: harbour.jpg". An action
/// the server offers no more stands by its id.
QString editText(const store::State &state, const store::Edit &edit);
/// The line as a sentence, without time and subject: "failed: E_NO_VIDEO: …", "Rotate: accepted".
QString activityText(const store::State &state, const store::Activity &activity);
/// One word for the kind: "failed", "accepted", "gap", ….
QString activityKindText(store::Activity::Kind kind);
/// "E_NO_VIDEO: the file has no picture"; the code alone or the message alone when that is all.
QString errorText(const wire::JobError &error);
/// A sentence for the line below the search field.
QString problemText(const query::Problem &problem);

/// "now", "4 s", "2 min" below an hour, then the clock time, from the next day on the date.
QString ageText(WallTime time, WallTime now);
/// "now" when it has come, "in 4 s", "in 2 min", "in 3 h" within a day, then the date.
QString untilText(WallTime time, WallTime now);
/// A point in time in full, for tooltips and exports: local date and time with seconds.
QString timeText(WallTime time);
/// Only the clock, "14:02:11", for lists of events.
QString clockText(WallTime time);
/// "14:02:11" today, "14:02, yesterday", before that "14:02, 20.11.26" as the locale writes dates.
QString heardText(WallTime time, WallTime now);
/// "0:21", "2:31", from an hour on "1 h 04 m".
QString durationText(Millis duration);
/// "~1:48"; and as a sentence with its basis: "about 1:48, from the last 2:10 of progress".
QString leftText(const store::TimeLeft &left);
QString leftSentence(const store::TimeLeft &left);
/// "1.4 GB": decimal units, as file managers show them.
QString bytesText(qint64 bytes);
/// "62 %"; \a percent 0 to 100.
QString percentText(double percent);
/// A server's own word in readable spelling: "needs_review" and "needsReview" are "Needs review".
QString readableText(const QString &word);
/// What stands where nothing is known.
QString unknownText();

} // namespace fw::models
