// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/explainer.h"
#include "cli/options.h"

#include <QHash>
#include <QObject>

#include <map>
#include <memory>

namespace fw::cli {

/// Reads files of recorded exchanges and prints what they become, without secrets. What one file
/// taught holds for the next one of the same kind of server.
class ExplainRun final : public QObject
{
    Q_OBJECT
public:
    ExplainRun(Options options, const Clock &clock, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void finished(fw::cli::Exit code);

private:
    void next();
    void explainFile(const QString &path);
    void tellFaults(const QString &path, const RecordedFile &file);
    /// The dialect that fits best, named in a line "file".
    const wire::Dialect *choose(const QString &path, const RecordedFile &file);
    Explainer &explainerOf(const wire::Dialect &dialect);
    void tellEnd();
    void print(const QJsonObject &line);
    QJsonObject cleaned(const QJsonObject &line) const;

    Options m_options;
    const Clock &m_clock;
    const wire::Dialect *m_wanted = nullptr; ///< --dialect
    QHash<QString, int> m_trust; ///< fits so far, by folder and dialect
    std::map<QString, std::unique_ptr<Explainer>> m_explainers; ///< by name of the dialect
    QList<QByteArray> m_secrets; ///< of all files so far
    qsizetype m_at = 0;
    int m_steps = 0;
    bool m_trouble = false;
};

} // namespace fw::cli
