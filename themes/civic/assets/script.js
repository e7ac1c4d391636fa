/* Lights up what a total is the sum of, while the pointer or the focus is on it.  The words are in the page:
   data-of has rows of the total's column (r2:5), columns of its row (c3) or single cells (4.2); - is subtracted. */
(() => {
	'use strict';
	let lit = [];

	const clear = () => {
		for (const cell of lit)
			cell.classList.remove('part', 'less');
		lit = [];
	};

	const light = (cell, minus) => {
		if (!cell || !cell.textContent || cell.colSpan > 1)
			return;
		cell.classList.add(minus ? 'less' : 'part');
		lit.push(cell);
	};

	/* row NaN, column NaN: all of them */
	const follow = (rows, of, row, column) => {
		for (const [, minus, kind, from, mark, to] of of.matchAll(/(-?)([rc]?)(\d+)(?:([:.])(\d+))?/g)) {
			const last = mark === ':' ? +to : +from;

			for (let i = +from; i <= last; i++) {
				if (mark === '.')
					light(rows[i - 1]?.cells[to - 1], minus);
				else if (kind === 'c')
					for (const tr of row >= 0 ? [rows[row]] : rows)
						light(tr.cells[i - 1], minus);
				else
					for (const td of column >= 0 ? [rows[i - 1]?.cells[column]] : rows[i - 1]?.cells ?? [])
						light(td, minus);
			}
		}
	};

	const show = event => {
		const cell = event.target.closest?.('.table td, .table th'), table = cell?.closest('table');

		clear();
		if (!cell || !table.querySelector('[data-of]'))
			return;
		const rows = [...table.tBodies].flatMap(body => [...body.rows]), tr = cell.parentNode;
		const head = table.tHead?.rows[0]?.cells[cell.cellIndex], amount = cell.classList.contains('amount');

		if (cell === head)
			follow(rows, cell.dataset.of ?? '', NaN, NaN);
		else if (cell.dataset.of !== undefined)
			follow(rows, cell.dataset.of, rows.indexOf(tr), cell.cellIndex);
		else if (amount && cell.textContent)
			follow(rows, (tr.dataset.of ?? '') + ' ' + (head?.dataset.of ?? ''), rows.indexOf(tr), cell.cellIndex);
		else if (cell.matches('th'))
			follow(rows, tr.dataset.of ?? '', NaN, NaN);
	};

	for (const type of ['pointerover', 'focusin'])
		document.addEventListener(type, show);
	for (const type of ['pointerout', 'focusout'])
		document.addEventListener(type, clear);
})();
