// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/job.h"

#include <QByteArray>

namespace fw::hub {

/// The same value as jobJson() as compact UTF-8 text, several times quicker: at its start the hub
/// makes one for every job it knows.
QByteArray rowText(const wire::Job &job);

} // namespace fw::hub
