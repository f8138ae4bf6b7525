// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/layout_keeper.h"

#include "base/log.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>
#include <QStandardPaths>
#include <QThreadPool>

namespace fw::ui {

using namespace Qt::StringLiterals;

namespace {

QString generation(const QString &path, int n)
{
    return n == 0 ? path : path + u'.' + QString::number(n);
}

} // namespace

QString stateDir()
{
    QString base = qEnvironmentVariable("XDG_STATE_HOME");
    if (!QDir::isAbsolutePath(base))
        base = QDir::homePath() + u"/.local/state"_s;
    return base + u"/framewatch"_s;
}

bool writeGenerations(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile current(path);
    if (current.open(QIODevice::ReadOnly)) {
        if (current.readAll() == bytes)
            return true;
        current.close();
    }
    for (int n = LayoutKeeper::generations - 1; n > 0; --n) {
        QFile::remove(generation(path, n));
        QFile::copy(generation(path, n - 1), generation(path, n));
    }
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
}

LayoutKeeper::LayoutKeeper(QString path, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(std::chrono::seconds(1));
    connect(&m_timer, &QTimer::timeout, this, &LayoutKeeper::saveNow);
}

LayoutKeeper::~LayoutKeeper()
{
    if (m_timer.isActive())
        saveNow();
    QThreadPool::globalInstance()->waitForDone(2000);
}

QJsonObject LayoutKeeper::load() const
{
    for (int n = 0; n < generations; ++n) {
        QFile file(generation(m_path, n));
        if (!file.open(QIODevice::ReadOnly) || file.size() > 1024 * 1024)
            continue;
        const QJsonObject layout = QJsonDocument::fromJson(file.readAll()).object();
        if (layout.value("version"_L1).toInt() == version)
            return layout;
    }
    return {};
}

void LayoutKeeper::setCollector(std::function<QJsonObject()> collect)
{
    m_collect = std::move(collect);
}

void LayoutKeeper::touch()
{
    // Not anew: windows are laid out all the time, and the first change must not wait for ever.
    if (!m_timer.isActive())
        m_timer.start();
}

void LayoutKeeper::saveNow()
{
    m_timer.stop();
    if (!m_collect)
        return;
    QJsonObject layout = m_collect();
    layout.insert("version"_L1, version);
    const QByteArray bytes = QJsonDocument(layout).toJson();
    if (bytes == m_saved)
        return;
    m_saved = bytes;
    QThreadPool::globalInstance()->start([path = m_path, bytes] {
        if (!writeGenerations(path, bytes))
            qCWarning(lcUi) << "The layout could not be saved to" << path;
    });
}

} // namespace fw::ui
