// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/imagetools/results.h"

namespace fw::dialects::imagetools {

/// Whether the operation is shown among the jobs, as "op:<edit>" (e2).
bool isJob(QStringView action);
/// Whether it is done to one image that is there.
bool isOfImage(QStringView action);
wire::Job jobOf(const EditId &edit, const Task &task, wire::JobState state);
/// Some fields of an image; the others stay as they are known.
wire::Item partOf(const QString &image, std::vector<wire::Metadatum> fields);

/// Nothing stands before the edit any more: it has ended.
void forget(const EditId &edit, Sink &sink);
void gone(const QString &image, Sink &sink);
void settleDone(const Answer &answer, const Task &task, const QString &words, Sink &sink);
void settleRefused(const Answer &answer, const Task &task, wire::EditSettled settled, Sink &sink);
void settleRefused(const Answer &answer, const Task &task, const QString &why, Sink &sink);

/// Reads the image again, and its history when it is shown.
void readAgain(const Answer &answer, const Task &task, Sink &sink);
/// The server said no.
void readRefusal(const Answer &answer, const Task &task, Sink &sink);
/// The reply to the operation itself.
void readPerformed(const Answer &answer, const Task &task, Sink &sink);

} // namespace fw::dialects::imagetools
