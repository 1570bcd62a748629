import React from 'react';
import { Mjml, MjmlBody, MjmlText, MjmlButton } from '@faire/mjml-react';

function Greeting({ user }) {
  return <MjmlText>Dear {user.first_name || 'neighbour'},</MjmlText>;
}

export default function WaterCut({ user, cut, t }) {
  const late = cut.hours >= 24 ? 'more than a day' : `${cut.hours} hours`;
  return (
    <Mjml>
      <MjmlBody width={600}>
        <Greeting user={user} />
        <MjmlText>
          Your water will be off for {late}.
          {cut.planned
            ? 'We have to change a pipe.'
            : 'There is no information at this time.'}
        </MjmlText>
        <MjmlText>{t('We know that this is a nuisance, but it can\'t be helped.')}</MjmlText>
        {!cut.planned && <MjmlText>We accept no liability for the damage.</MjmlText>}
        <MjmlButton href={`https://water.example/${cut.id}`} title="not a sentence">
          See when it's back
        </MjmlButton>
        <></>
        <p>
          A {'<'} sign, a {"}"} sign &amp; a {`backtick`}.
        </p>
        <footer>Do not reply: nobody reads this mailbox.</footer>
      </MjmlBody>
    </Mjml>
  );
}
