// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/work/folders.h"

#include <QDir>
#include <QFile>

namespace fw::hub::work {

using namespace Qt::StringLiterals;

namespace {

constexpr auto halfWritten = ".part.mp4"_L1;

} // namespace

Expected<void> Folders::make() const
{
    for (const QString &name :
         { u""_s, u"/uploads"_s, u"/thumbnails"_s, u"/outputs"_s, u"/logs"_s, u"/tmp"_s }) {
        const QString path = m_root + name;
        if (!QDir().mkpath(path))
            return fail(Failure::Code::Io, u"could not make the folder %1"_s.arg(path));
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    return {};
}

QString Folders::database() const
{
    return m_root + u"/hub.sqlite"_s;
}

QString Folders::uploads() const
{
    return m_root + u"/uploads"_s;
}

QString Folders::outputs(const JobId &job) const
{
    return m_root + u"/outputs/"_s + job.text;
}

QString Folders::thumbnail(const JobId &job, int index) const
{
    return m_root + u"/thumbnails/%1/%2.jpg"_s.arg(job.text, QString::number(index));
}

QString Folders::log(const JobId &job, int attempt) const
{
    return m_root + u"/logs/%1/%2.log"_s.arg(job.text, QString::number(attempt));
}

QString Folders::allTemporary() const
{
    return m_root + u"/tmp"_s;
}

QString Folders::temporary(const JobId &job) const
{
    return m_root + u"/tmp/"_s + job.text;
}

QString Folders::sample(const JobId &job) const
{
    return m_root + u"/uploads/sample-%1.mp4"_s.arg(job.text);
}

QString Folders::rendered(const JobId &job, const QString &format) const
{
    return temporary(job) + u'/' + format + u".mp4"_s;
}

QString Folders::rendering(const JobId &job, const QString &format) const
{
    return temporary(job) + u'/' + format + halfWritten;
}

void Folders::removeHalfWritten(const JobId &job) const
{
    QDir folder(temporary(job));
    for (const QString &name : folder.entryList(QDir::Files)) {
        if (name.endsWith(halfWritten) || name.endsWith(".txt"_L1))
            folder.remove(name);
    }
    folder.rmdir(folder.absolutePath()); // only when nothing is left in it
}

void Folders::removeTemporary(const JobId &job) const
{
    QDir(temporary(job)).removeRecursively();
}

void Folders::removeOutputs(const JobId &job) const
{
    QDir(outputs(job)).removeRecursively();
}

} // namespace fw::hub::work
