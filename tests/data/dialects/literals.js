'use strict';
const nodemailer = require('nodemailer');

// "Nobody reads this remark, and nobody should."
module.exports = async (user, reset) => {
  const footer = 'This is an automated message - please do not reply.\n' +
    'Marlow Music';
  const lines = [];
  lines.push('Dear ' + user.name + ',');
  lines.push('Your lesson on ' + reset.day + ' was cancelled by the teacher.');
  if (!reset.paid) {
    lines.push("You'll still be charged, as our terms say so.");
  }
  console.log('Could not reach the mail server at this moment');
  const body = `${lines.join('\n\n')}

We don't know when the teacher will be back.

${footer}`;
  return nodemailer.createTransport().sendMail({
    subject: 'Your lesson is cancelled',
    text: body,
    html: '<p>Dear ' + user.name + ',</p><p>Your lesson was cancelled by the teacher.</p>',
  });
};
