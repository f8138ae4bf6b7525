// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/record/records.h"

#include <QSqlQuery>
#include <QVariantList>

namespace fw::hub::record {

// Rows to values and back. The column lists and the functions below them are one thing: a column's
// place in the list is its place in the row.

QString jobColumns();
QVariantList jobValues(const JobRecord &job);
JobRecord readJob(const QSqlQuery &row);
/// Only what everybody sees of it: much quicker for long lists.
wire::Job readJobRow(const QSqlQuery &row);

QString stageColumns();
QVariantList stageValues(const JobId &job, const wire::Stage &stage);
wire::Stage readStage(const QSqlQuery &row);

QString attemptColumns();
QVariantList attemptValues(const JobId &job, const Attempt &attempt);
Attempt readAttempt(const QSqlQuery &row);

QString outputColumns();
QVariantList outputValues(const JobId &job, const wire::Output &output);
wire::Output readOutput(const QSqlQuery &row);

QString thumbnailColumns();
QVariantList thumbnailValues(const JobId &job, int position, const wire::Thumbnail &thumbnail);
wire::Thumbnail readThumbnail(const QSqlQuery &row);

/// "INSERT OR REPLACE INTO table(columns) VALUES(?,…)".
QString replaceInto(QLatin1StringView table, const QString &columns);

/// Render options as compact JSON, and back; anything unreadable gives the defaults.
QString renderText(const wire::RenderOptions &render);
wire::RenderOptions renderFromText(const QString &text);

/// A JSON value as text, and back.
QString valueText(const QJsonValue &value);
QJsonValue valueFromText(const QString &text);

/// A JSON object as text, and back; anything unreadable gives an empty one.
QString objectText(const QJsonObject &object);
QJsonObject objectFromText(const QString &text);

/// Milliseconds since the epoch, or SQL's NULL.
QVariant timeValue(std::optional<WallTime> time);
std::optional<WallTime> readTime(const QVariant &value);

} // namespace fw::hub::record
