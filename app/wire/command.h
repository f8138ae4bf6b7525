// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/job.h"

#include <QJsonObject>

#include <variant>

namespace fw::wire {

/// What can be done to a job. Which of them a server offers is in Capabilities.
enum class JobAction : quint8 { Cancel, Pause, Resume, Retry, Prioritise };

/// "cancel", "pause", "resume", "retry", "prioritise": the words of processing:control.
QString actionWord(JobAction action);
/// The reverse of actionWord(); empty for any other word.
std::optional<JobAction> actionFromWord(QStringView word);

/// How a picture is brought to an output format when no crop is set.
enum class FitMode : quint8 { Fill, Fit };

/// What to render, for media added to a server that renders (the hub).
struct RenderOptions
{
    QStringList formats; ///< names of crop/format.h; empty: the server's default
    FitMode mode = FitMode::Fill; ///< fill crops the overhang, fit adds black bars
    QString watermarkPath; ///< picture file on the server's machine; empty: none
    double watermarkScale = 0.25; ///< fraction of the output's width, 0.01 to 1
    double watermarkOpacity = 0.4; ///< 0 to 1
    QString text; ///< drawn over the picture; empty: none
    int textSize = 48; ///< pixels in the output
    QString textColor; ///< "#RRGGBB"; empty: white
    friend bool operator==(const RenderOptions &, const RenderOptions &) = default;
};

/// Ask the server to take media that lies on its own machine.
struct AddMedia
{
    EditId edit;
    QStringList paths; ///< absolute
    int priority = 0;
    RenderOptions render;
    friend bool operator==(const AddMedia &, const AddMedia &) = default;
};

/// Send media from this machine to the server.
struct UploadMedia
{
    EditId edit;
    QString path; ///< absolute, on this machine
    int priority = 0;
    RenderOptions render{};
    qint64 bytes = 0; ///< size of the file; 0: not known
    friend bool operator==(const UploadMedia &, const UploadMedia &) = default;
};

/// Ask the server to make a sample clip and process it.
struct AddSample
{
    EditId edit;
    RenderOptions render;
    friend bool operator==(const AddSample &, const AddSample &) = default;
};

struct ControlJob
{
    EditId edit;
    JobId job;
    JobAction action = JobAction::Cancel;
    int priority = 0; ///< with Prioritise: the new value, -100 to 100
    QString reason; ///< why, for the job's history; may be empty
    QString hint{}; ///< Job::hint, for servers that know no job by its id alone
    friend bool operator==(const ControlJob &, const ControlJob &) = default;
};

/// Read everything about one job (answered by JobDetailSeen).
struct FetchDetail
{
    JobId job;
    friend bool operator==(const FetchDetail &, const FetchDetail &) = default;
};

/// Ask what became of an edit whose acknowledgement is overdue.
struct AskStatus
{
    EditId edit;
    friend bool operator==(const AskStatus &, const AskStatus &) = default;
};

/// Do what an ActionOffer offers.
struct RunAction
{
    EditId edit;
    QString action; ///< ActionOffer::name
    QString target; ///< id of the item or job; empty: the server as a whole
    QJsonObject arguments; ///< by FieldSpec::name; a file is a path on this machine
    // What the author saw, frozen when the edit was made (reliability.md 5.5).
    qint64 base = 0; ///< revision of the target; 0: it has none, or was not there
    QJsonObject before{}; ///< the values that the arguments replace; absent: not known
    EditId after{}; ///< an edit of ours on the same target that this one builds on; empty: none
    friend bool operator==(const RunAction &, const RunAction &) = default;
};

using Command
    = std::variant<AddMedia, UploadMedia, AddSample, ControlJob, FetchDetail, AskStatus, RunAction>;

} // namespace fw::wire
