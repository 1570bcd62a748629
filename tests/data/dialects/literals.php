<?php

namespace App\Mail;

/* "This remark is not read by anyone." */
class FineNotice extends Mailable
{
    protected $subject = 'You owe the library money';

    public function build(Borrower $borrower, array $books): self
    {
        // don't read this line, it's a remark
        $name = $borrower->name ?? 'reader';
        $body = "Dear {$name},\n\n"
            . "Your fine is now {$borrower->fine} euros, and " . $borrower->days . " days are left to pay it.\n";
        $body .= 'It\'s in the rules that you signed.';
        $html = <<<HTML
            <p>Dear {$borrower->name},</p>
            <p>Your card has been blocked. We cannot tell you when it will work again.</p>
            <ul>{$this->list($books)}</ul>
            HTML;
        $plain = sprintf("We have %d books of yours on our list.\nBring them back at once.", count($books));
        if (!mail($borrower->email, 'About your fine', $body, "From: noreply@library.example")) {
            throw new \RuntimeException('The mail to the borrower could not be sent');
        }
        Log::info('The notice was sent to the borrower today');
        return $this->subject(__('Pay your fine today'))->html($html)->text($plain . <<<'TXT'

            Do not write back to this address.
            TXT);
    }
}
