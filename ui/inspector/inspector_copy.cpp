// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Out of the inspector: the clipboard and recordings. Everything here is without secrets already.
#include "trace/recording.h"
#include "ui/inspector/exchange_table.h"
#include "ui/inspector/inspector_window.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFutureWatcher>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <QtConcurrentRun>

namespace fw::ui {

using namespace Qt::StringLiterals;

namespace {

QString jsonOf(const std::vector<trace::SeenPtr> &exchanges)
{
    QJsonArray lines;
    for (const trace::SeenPtr &seen : exchanges)
        lines.append(trace::recordLine(*seen, exchanges.front()->at));
    const auto document
        = lines.size() == 1 ? QJsonDocument(lines[0].toObject()) : QJsonDocument(lines);
    return QString::fromUtf8(document.toJson());
}

// Empty when the file is there.
QString writeRecording(const QString &path, const QString &dialect,
                       const std::vector<trace::SeenPtr> &exchanges)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    file.write(trace::recordingHead(dialect) + '\n');
    for (const trace::SeenPtr &seen : exchanges)
        file.write(QJsonDocument(trace::recordLine(*seen, exchanges.front()->at))
                       .toJson(QJsonDocument::Compact)
                   + '\n');
    return file.commit() ? QString() : file.errorString();
}

} // namespace

std::vector<trace::SeenPtr> InspectorWindow::chosenExchanges() const
{
    std::vector<trace::SeenPtr> exchanges;
    for (const int row : m_table->chosenRows())
        exchanges.push_back(m_filter.seen(row));
    if (!exchanges.empty())
        return exchanges;
    for (int row = 0; row < m_filter.rowCount(); ++row)
        exchanges.push_back(m_filter.seen(row));
    return exchanges;
}

void InspectorWindow::copy()
{
    QList<int> rows = m_table->chosenRows();
    if (rows.isEmpty()) {
        for (int row = 0; row < m_filter.rowCount(); ++row)
            rows.append(row);
    }
    QStringList lines;
    for (const int row : std::as_const(rows))
        lines.append(m_model.rowText(m_filter.mapToSource(m_filter.index(row, 0)).row()));
    if (lines.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    m_said = tr("%n line(s) copied", nullptr, static_cast<int>(lines.size()));
    refresh();
}

void InspectorWindow::copyJson()
{
    auto exchanges = chosenExchanges();
    if (exchanges.empty())
        return;
    auto *making = new QFutureWatcher<QString>(this);
    connect(making, &QFutureWatcherBase::finished, this,
            [this, making, count = static_cast<int>(exchanges.size())] {
                making->deleteLater();
                QGuiApplication::clipboard()->setText(making->result());
                m_said = tr("%n line(s) copied", nullptr, count);
                refresh();
            });
    making->setFuture(QtConcurrent::run(jsonOf, std::move(exchanges)));
}

void InspectorWindow::askSave()
{
    const session::Session *session = chosen();
    if (!session)
        return;
    auto *dialog = new QFileDialog(this, tr("Save recording"));
    dialog->setObjectName(u"saveRecording"_s);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({ tr("Recordings (*.jsonl)"), tr("All files (*)") });
    dialog->setDefaultSuffix(u"jsonl"_s);
    dialog->selectFile(session->profile().name + u".jsonl"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &InspectorWindow::saveTo);
    dialog->open();
}

void InspectorWindow::saveTo(const QString &path)
{
    const session::Session *session = chosen();
    if (!session)
        return;
    std::vector<trace::SeenPtr> exchanges;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        if (m_model.serverAt(row) == session->profile().id)
            exchanges.push_back(m_model.seen(row));
    }
    if (exchanges.empty())
        return;
    auto *writing = new QFutureWatcher<QString>(this);
    connect(writing, &QFutureWatcherBase::finished, this, [this, writing, path] {
        writing->deleteLater();
        const QString problem = writing->result();
        m_said = problem.isEmpty() ? tr("Saved %1").arg(path)
                                   : tr("%1 was not saved: %2").arg(path, problem);
        refresh();
        Q_EMIT saved(path, problem);
    });
    writing->setFuture(
        QtConcurrent::run(writeRecording, path, session->profile().dialect, std::move(exchanges)));
}

} // namespace fw::ui
