// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/orchestrator/brandr.h"

namespace fw::dialects::orchestrator::brandr {

/// One render: one source, one brand, one format (trap 10). Kept with the job as its hint, because
/// the program lists no jobs and loses them when it restarts (traps 8 and 9).
struct Work
{
    QString source; ///< file name on the server: the handle
    QString name; ///< of the source, for people
    QString brandId;
    QString brand; ///< the brand's own name, as it stands in names of outputs
    QString format;
    QString start; ///< the server's time of the answer that began it; ISO; may be empty
    int attempt = 1;
    QString replaces; ///< the lost job it is done again for; empty: none
    bool lost = false; ///< the server forgot it and no output was found: rarely asked again

    friend bool operator==(const Work &, const Work &) = default;
};

/// The hint of a lost job of which nothing is known.
inline constexpr auto lostHint = QLatin1StringView("lost");

QString hintOf(const Work &work);
/// Nothing when \a hint is not one, or names no source.
std::optional<Work> workOf(const QString &hint);
/// "<source stem>_<brand>_<format>.mp4": what the output will be called (e3).
QString outputName(const Work &work);

/// The calls that begin \a work, as a chain: what it will cost (c1.7), the brand with its missing
/// places written back (trap 11), the reframing that holds, and process_brands (c1.8).
wire::HttpRequest beginWork(const Work &work, const EditId &edit, const wire::SessionFacts &facts);
/// One answer of that chain; \a rest is the tag behind "work:".
void decodeWork(const QString &rest, const wire::HttpRequest &request, const wire::HttpReply &reply,
                JsonValue root, Sink &sink);

/// What became of a job (c1.8, brand-job).
wire::HttpRequest jobRequest(const wire::OpenJob &job, const wire::SessionFacts &facts);
void decodeJob(const QString &rest, const wire::HttpRequest &request, const wire::HttpReply &reply,
               JsonValue root, Sink &sink);
/// The same, asked because somebody looks at the job.
void decodePeek(const QString &rest, const wire::HttpReply &reply, JsonValue root, Sink &sink);
/// The outputs, read to find that of a lost job.
void decodeSearch(const QString &rest, const wire::HttpReply &reply, JsonValue root, Sink &sink);

} // namespace fw::dialects::orchestrator::brandr
