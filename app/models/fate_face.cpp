// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fate_face.h"

#include "models/words.h"

#include <QCoreApplication>

namespace fw::models {

using namespace std::chrono_literals;
using store::Fate;

namespace {

constexpr Millis quiet{ 300 }; ///< an answer within this time is never announced
constexpr Millis patient{ 2000 }; ///< on its way for less than this: no word

struct FaceWords
{
    Q_DECLARE_TR_FUNCTIONS(fw::models::FateFace)
};

struct Moment
{
    Fate fate;
    WallTime made;
    std::optional<WallTime> sent;
};

// A clock that was set back hides nothing.
bool isWithin(WallTime begin, WallTime now, Millis limit)
{
    return now >= begin && now - begin < limit;
}

FateFace faceOf(const Moment &moment, WallTime now)
{
    switch (moment.fate) {
    case Fate::Draft:
        if (isWithin(moment.made, now, quiet))
            return {};
        return { moment.fate,
                 isWithin(moment.made, now, patient) ? QString() : fateText(moment.fate) };
    case Fate::Queued:
        if (isWithin(moment.made, now, quiet))
            return {};
        return { moment.fate, fateText(moment.fate) };
    case Fate::Sending:
        if (isWithin(moment.made, now, quiet))
            return {};
        return { moment.fate,
                 isWithin(moment.sent.value_or(moment.made), now, patient)
                     ? QString()
                     : FaceWords::tr("Sending…") };
    case Fate::Accepted:
    case Fate::Rejected:
    case Fate::NoAnswer:
    case Fate::Held:
    case Fate::Conflict:
        return { moment.fate, fateText(moment.fate) };
    }
    return {};
}

} // namespace

FateFace fateFace(const store::Edit &edit, WallTime now)
{
    return faceOf({ edit.fate, edit.made, edit.sent }, now);
}

FateFace fateFace(const store::PendingField &field, WallTime now)
{
    return faceOf({ field.fate, field.made, field.sent }, now);
}

FateFace fateFace(const RowFate &row, WallTime now)
{
    return faceOf({ row.fate, row.made, row.sent }, now);
}

} // namespace fw::models
